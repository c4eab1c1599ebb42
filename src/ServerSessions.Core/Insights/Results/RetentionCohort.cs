namespace ServerSessions;

/// <summary>People who began in one period.</summary>
public sealed record RetentionCohort
{
    /// <summary>First day of the period, "2026-11-16"; of months "2026-11".</summary>
    public required string Period { get; init; }

    /// <summary>People whose first start lies in it.</summary>
    public long Users { get; init; }

    /// <summary>People who returned in that period (from their start on), in the one after it, and so on to the last one looked at.</summary>
    public IReadOnlyList<long> Returned { get; init; } = [];

    /// <summary>People who returned in that period or in a later one.</summary>
    public IReadOnlyList<long> ReturnedOnOrAfter { get; init; } = [];
}
