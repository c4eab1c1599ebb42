namespace ServerSessions.Insights;

/// <summary>What browsers report of a step's page on one kind of device.</summary>
public sealed record EngagedPage
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Kind of device, such as "desktop" or "phone"; empty when the client is unknown.</summary>
    public string Device { get; init; } = "";

    /// <summary>Number of sessions with a report of the page.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of entries of the step with a report; repeats in a row are one.</summary>
    public long Views { get; init; }

    /// <summary>Time for which the page was visible, in seconds.</summary>
    public Percentiles VisibleSeconds { get; init; } = new(null, null);

    /// <summary>Server time of the same views, in seconds.</summary>
    public Percentiles ServerSeconds { get; init; } = new(null, null);

    /// <summary>How many views were scrolled to a quarter, a half, three quarters, and to the end (95 %).</summary>
    public IReadOnlyList<ReachedDepth> Reached { get; init; } = [];

    /// <summary>Number of clicks.</summary>
    public long Clicks { get; init; }

    /// <summary>Number of runs of three or more clicks within 30 pixels and one second.</summary>
    public long RageClicks { get; init; }

    /// <summary>Number of clicks that led to nothing within 2.5 seconds.</summary>
    public long DeadClicks { get; init; }

    /// <summary>Number of script errors.</summary>
    public long ScriptErrors { get; init; }
}
