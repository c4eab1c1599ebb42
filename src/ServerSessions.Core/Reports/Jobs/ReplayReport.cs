namespace ServerSessions.Reports;

/// <summary>A replay of a rule over the stored journeys. Progress is counted in journeys.</summary>
public sealed record ReplayReport : JobReport
{
    /// <summary>Id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Earliest start of a journey (UTC); null for the oldest that is kept.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, exclusive (UTC); null for the time of the work.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Number of findings; null until the replay is done.</summary>
    public int? Findings { get; init; }

    /// <summary>The result; null until the replay is done, and in lists.</summary>
    public DetectorReplay? Result { get; init; }
}
