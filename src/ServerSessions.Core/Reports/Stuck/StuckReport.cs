namespace ServerSessions.Reports;

/// <summary>People with trouble in a range of time. Crawlers, agents, tools and attackers are left out.</summary>
public sealed record StuckReport
{
    /// <summary>Minimum friction of a session that counts, in points.</summary>
    public const int MinFriction = 5;

    /// <summary>Maximum number of people in <see cref="People"/>.</summary>
    public const int MaxPeople = 100;

    /// <summary>Earliest start of the sessions (UTC), inclusive.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>Latest start of the sessions (UTC), exclusive.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The people: first those who are stuck now, then those who gave up, then those who got through; within each, by friction.</summary>
    public IReadOnlyList<StuckPerson> People { get; init; } = [];

    /// <summary>Number of people with trouble, including those that are not listed.</summary>
    public int Total { get; init; }

    /// <summary>Number of people by state.</summary>
    public IReadOnlyList<NamedCount> States { get; init; } = [];

    /// <summary>Number of people by cause, the most frequent first.</summary>
    public IReadOnlyList<NamedCount> Causes { get; init; } = [];

    /// <summary>Number of sessions that were read.</summary>
    public long Sessions { get; init; }

    /// <summary>Whether all sessions of the range were read. False when more than the newest 1,000 are open, or more closed ones than one answer covers.</summary>
    public bool IsComplete { get; init; } = true;
}
