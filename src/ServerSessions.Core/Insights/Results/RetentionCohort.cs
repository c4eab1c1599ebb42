namespace ServerSessions.Insights;

/// <summary>People who began in one period.</summary>
public sealed record RetentionCohort
{
    /// <summary>First day of the period, "2026-11-16"; of months "2026-11".</summary>
    public required string Period { get; init; }

    /// <summary>Number of people whose first start is in the period.</summary>
    public long Users { get; init; }

    /// <summary>Numbers of people who returned in that period (after their start), in the next one, and so on to the last one of the range.</summary>
    public IReadOnlyList<long> Returned { get; init; } = [];

    /// <summary>Numbers of people who returned in that period or a later one.</summary>
    public IReadOnlyList<long> ReturnedOnOrAfter { get; init; } = [];
}
