namespace ServerSessions;

/// <summary>One step of a funnel in figures.</summary>
public sealed record FunnelStep
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Units that reached it.</summary>
    public long Entered { get; init; }

    /// <summary>Those of them that went on; of the last step: all that entered it.</summary>
    public long Converted { get; init; }

    /// <summary>Entered ÷ entered of the first step, 0 to 1.</summary>
    public double Share { get; init; }

    /// <summary>Seconds from this step to the next one of those who reached it.</summary>
    public Percentiles TimeToConvertSeconds { get; init; } = new(null, null);

    /// <summary>Those seconds as a histogram, in steps of a half, three, ten: counts of times up to <see cref="TimeBucket.UpToSeconds"/>.</summary>
    public IReadOnlyList<TimeBucket> Times { get; init; } = [];

    /// <summary>How those left this step who did not go on; together they are entered − converted.</summary>
    public IReadOnlyList<CauseCount> Causes { get; init; } = [];

    /// <summary>Where those went next who did not go on; "(exit)" where nothing came.</summary>
    public IReadOnlyList<StepSessions> Next { get; init; } = [];
}
