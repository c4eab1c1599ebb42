namespace ServerSessions.Reports;

/// <summary>The findings of a rule over the stored journeys.</summary>
public sealed record DetectorReplay
{
    /// <summary>Maximum number of <see cref="Examples"/>.</summary>
    public const int MaxExamples = 10;

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }
    /// <summary>Start of the range; null when nothing is stored.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>End of the range.</summary>
    public DateTimeOffset To { get; init; }
    /// <summary>Number of replayed journeys: at most the newest 50,000.</summary>
    public int Journeys { get; init; }
    /// <summary>Number of events made from them.</summary>
    public long Events { get; init; }
    /// <summary>Whether all journeys of the range were replayed. False when there are older ones.</summary>
    public bool IsComplete { get; init; }
    /// <summary>Number of findings.</summary>
    public int Fired { get; init; }
    /// <summary>Number of users in the findings; an anonymous visitor counts by browser or key.</summary>
    public int Users { get; init; }
    /// <summary>Number of sessions in the findings.</summary>
    public int Sessions { get; init; }
    /// <summary>Journeys and findings by day (UTC), in the order of time; days without journeys and findings are left out.</summary>
    public IReadOnlyList<ReplayDay> Days { get; init; } = [];
    /// <summary>The newest findings, at most <see cref="MaxExamples"/>; fewer after an erasure of the people whom they are about.</summary>
    public IReadOnlyList<Finding> Examples { get; init; } = [];
    /// <summary>Facts that stored journeys do not have, so that rules which need them find nothing.</summary>
    public IReadOnlyList<string> CannotShow { get; init; } = [];
    /// <summary>Duration of the replay in seconds.</summary>
    public double ElapsedSeconds { get; init; }
}
