namespace ServerSessions.Insights;

/// <summary>Signs of trouble at one step.</summary>
public sealed record FrictionStep
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Number of sessions with this step.</summary>
    public long Sessions { get; init; }

    /// <summary>
    /// Whether sessions that only a redirect led to this step count as well, as for each step of a declared flow. The segment <c>step</c> then has the same sessions, else
    /// <c>visited</c>.
    /// </summary>
    public bool CountsLandings { get; init; }

    /// <summary>Number of requests of the step.</summary>
    public long Visits { get; init; }

    /// <summary>Number of sessions that left a declared flow here.</summary>
    public long Abandonments { get; init; }

    /// <summary>Number of visits of at most 10 s from which people went back to the step before.</summary>
    public long QuickBacks { get; init; }

    /// <summary>Number of visits from which people went back to one of the 5 distinct steps before it.</summary>
    public long Backtracks { get; init; }

    /// <summary>Number of tries that were the third without success in 5 minutes.</summary>
    public long Repeats { get; init; }

    /// <summary>Number of runs of three or more identical requests at most 1 s apart.</summary>
    public long Rage { get; init; }

    /// <summary>Number of runs of three or more clicks within 30 pixels and one second, by the beacon.</summary>
    public long RageClicks { get; init; }

    /// <summary>Number of clicks that led to nothing within 2.5 seconds, by the beacon.</summary>
    public long DeadClicks { get; init; }

    /// <summary>Number of script errors, by the beacon.</summary>
    public long ScriptErrors { get; init; }

    /// <summary>Number of visits inside a flow whose think time exceeds 60 s and three times the step's p95.</summary>
    public long Stalls { get; init; }

    /// <summary>Number of sessions that ended here, on an error.</summary>
    public long ErrorThenExit { get; init; }

    /// <summary>Think time in seconds where it is known.</summary>
    public Percentiles DwellSeconds { get; init; } = new(null, null);
}
