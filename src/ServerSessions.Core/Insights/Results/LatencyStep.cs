namespace ServerSessions;

/// <summary>Our time and think time at one step.</summary>
public sealed record LatencyStep
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Requests of it.</summary>
    public long Visits { get; init; }

    /// <summary>Our time of a visit, in seconds.</summary>
    public Percentiles ServerSeconds { get; init; } = new(null, null);

    /// <summary>Think time of a visit, in seconds, where it is known.</summary>
    public Percentiles DwellSeconds { get; init; } = new(null, null);

    /// <summary>Our time ÷ (our time + think time), all visits together; null when neither was measured.</summary>
    public double? Share { get; init; }
}
