namespace ServerSessions.Insights;

/// <summary>Server time and think time at one step.</summary>
public sealed record LatencyStep
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Number of requests of the step.</summary>
    public long Visits { get; init; }

    /// <summary>Server time of a visit, in seconds.</summary>
    public Percentiles ServerSeconds { get; init; } = new(null, null);

    /// <summary>Think time of a visit, in seconds, over the visits with known think time.</summary>
    public Percentiles DwellSeconds { get; init; } = new(null, null);

    /// <summary>Server time ÷ (server time + think time), all visits together; null when neither was measured.</summary>
    public double? Share { get; init; }
}
