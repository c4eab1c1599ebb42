namespace ServerSessions.Insights;

/// <summary>The source and the range of an insight.</summary>
/// <param name="From">First start, inclusive.</param>
/// <param name="To">Last start, exclusive.</param>
/// <param name="Source">"journeys": they were folded one by one; "rollups": counts of whole hours or days were merged.</param>
/// <param name="Journeys">Number of folded journeys; 0 for rollups.</param>
/// <param name="IsComplete">Whether all journeys of the range are included. False when there were more than one answer covers.</param>
public sealed record InsightScope(DateTimeOffset From, DateTimeOffset To, string Source, long Journeys, bool IsComplete)
{
    /// <summary>
    /// Sessions of the range that are left out because of what their visitor is, by actor: person, crawler, agent, tool, attacker. By default all but persons
    /// are left out. Empty when there are none, and with <c>segment=actor:all</c>.
    /// </summary>
    public IReadOnlyList<NamedCount> LeftOut { get; init; } = [];

    /// <summary>
    /// For rollups: figures of sessions that began before this time no longer change when what their visitor is becomes known later, because their journeys
    /// are not kept any more. Null when all of the range can still change.
    /// </summary>
    public DateTimeOffset? FrozenBefore { get; init; }

    /// <summary>The scope of two ranges that follow each other and are folded in the same way, as one.</summary>
    internal InsightScope With(InsightScope next) => this with
    {
        To = next.To,
        Journeys = Journeys + next.Journeys,
        IsComplete = IsComplete && next.IsComplete,
        LeftOut = [.. LeftOut.Concat(next.LeftOut).GroupBy(c => c.Name, (name, counts) => new NamedCount(name, counts.Sum(c => c.Count)))],
        FrozenBefore = next.FrozenBefore ?? FrozenBefore,
    };
}
