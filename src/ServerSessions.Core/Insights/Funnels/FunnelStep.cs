namespace ServerSessions.Insights;

/// <summary>One step of a funnel in figures.</summary>
public sealed record FunnelStep
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Number of units that reached it.</summary>
    public long Entered { get; init; }

    /// <summary>Number of those units that reached a later step; for the last step, all that entered it.</summary>
    public long Converted { get; init; }

    /// <summary>Entered ÷ entered of the first step, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Seconds from this step to the next, over the units that reached the next.</summary>
    public Percentiles TimeToConvertSeconds { get; init; } = new(null, null);

    /// <summary>Those seconds as a histogram, in steps of a half, three, ten: counts of times up to <see cref="TimeBucket.UpToSeconds"/>.</summary>
    public IReadOnlyList<TimeBucket> Times { get; init; } = [];

    /// <summary>Causes of the units that did not go on; they add up to entered − converted.</summary>
    public IReadOnlyList<CauseCount> Causes { get; init; } = [];

    /// <summary>
    /// Estimated value of the units that did not continue, by currency. Empty when none was lost, and while fewer than 5 completed units have a value in the
    /// currency, because these do not show a typical value.
    /// </summary>
    public IReadOnlyList<RevenueAtRisk> RevenueAtRisk { get; init; } = [];

    /// <summary>Next steps of the units that did not go on; "(exit)" for none.</summary>
    public IReadOnlyList<StepSessions> Next { get; init; } = [];
}
