using ServerSessions.Insights;

namespace ServerSessions.Reports.Cohorts;

/// <summary>
/// Replaces the cohorts of a segment by what they stand for, before anything else looks at it: a filter by its pairs, so that rollups and kept answers are
/// those of the same segment in words; users by their pseudonyms.
/// </summary>
internal sealed class CohortResolver(IReadOnlyList<InsightCohort> declared, CohortStore store, CohortUsers users, KeptJourneys kept)
{
    /// <exception cref="UnknownCohortException">A cohort is unknown; the message lists those that there are.</exception>
    public async ValueTask<Segment> ResolveAsync(Segment segment, CancellationToken cancellationToken)
    {
        if (!segment.NamesCohort)
            return segment;
        var (pairs, members) = (new List<KeyValuePair<string, string>>(), new List<CohortMembers>());
        foreach (var pair in segment.Pairs)
        {
            if (pair.Key != Segment.CohortKey)
            {
                pairs.Add(pair);
            }
            else if (DeclaredAs(pair.Value) is { } filter)
            {
                pairs.AddRange(Segment.Parse(filter.Segment).Pairs);
            }
            else if (await store.FindAsync(pair.Value, cancellationToken) is not { } stored)
            {
                throw await UnknownAsync(pair.Value, cancellationToken);
            }
            else if (stored.Kind == CohortKind.Filter)
            {
                pairs.AddRange(Segment.Parse(stored.Segment).Pairs);
            }
            else
            {
                pairs.Add(pair);
                members.Add(await users.ReadAsync(pair.Value, stored.Saved, await FirstDayAsync(cancellationToken), cancellationToken));
            }
        }

        return new Segment(pairs) { Cohorts = members };
    }

    public InsightCohort? DeclaredAs(string name) => declared.FirstOrDefault(c => c.Name == name);

    /// <summary>The day (UTC, since 1970) of the oldest journeys that are kept.</summary>
    public async ValueTask<ushort> FirstDayAsync(CancellationToken cancellationToken) =>
        await kept.OldestAsync(cancellationToken) is { } oldest ? CohortFold.DayOf(oldest) : ushort.MinValue;

    private async ValueTask<UnknownCohortException> UnknownAsync(string name, CancellationToken cancellationToken)
    {
        string[] names = [.. declared.Select(c => c.Name).Concat((await store.ListAsync(cancellationToken)).Select(c => c.Name)).Order(StringComparer.Ordinal)];
        return new UnknownCohortException(
            $"There is no cohort \"{(name.Length > Cohort.MaxNameLength ? name[..Cohort.MaxNameLength] + "…" : name)}\"; {(names.Length == 0 ? "no cohort is declared or saved" : $"expected one of {string.Join(", ", names)}")}.");
    }
}
