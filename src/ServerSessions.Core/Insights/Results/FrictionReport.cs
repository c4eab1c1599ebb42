namespace ServerSessions.Insights;

/// <summary>Reports where people hesitate, go back, try again and give up.</summary>
public sealed record FrictionReport : InsightReport
{
    /// <summary>Number of sessions in the report.</summary>
    public long Sessions { get; init; }

    /// <summary>A→B→A with at most 10 s on B.</summary>
    public long QuickBacks { get; init; }

    /// <summary>Number of returns to one of the 5 distinct steps visited before the step just left; hubs do not count.</summary>
    public long Backtracks { get; init; }

    /// <summary>Number of steps tried three times or more in 5 minutes without success.</summary>
    public long Repeats { get; init; }

    /// <summary>Number of runs of three or more identical requests at most 1 s apart.</summary>
    public long Rage { get; init; }

    /// <summary>Number of visits inside a flow whose think time exceeds 60 s and three times the step's p95.</summary>
    public long Stalls { get; init; }

    /// <summary>Number of runs of three or more clicks within 30 pixels and one second, by the beacon.</summary>
    public long RageClicks { get; init; }

    /// <summary>Number of clicks that led to nothing within 2.5 seconds, by the beacon.</summary>
    public long DeadClicks { get; init; }

    /// <summary>Number of script errors, by the beacon.</summary>
    public long ScriptErrors { get; init; }

    /// <summary>Number of sessions with a backtrack.</summary>
    public long SessionsWithBacktrack { get; init; }

    /// <summary>Steps, those with the most friction first. A return is counted at the step that was left.</summary>
    public IReadOnlyList<FrictionStep> Steps { get; init; } = [];

    /// <summary>The ten sessions with the highest friction score.</summary>
    public IReadOnlyList<WorstSession> Worst { get; init; } = [];

    /// <summary>Weight of each part in the friction score.</summary>
    public Friction Weights { get; init; } = Friction.Weights;
}
