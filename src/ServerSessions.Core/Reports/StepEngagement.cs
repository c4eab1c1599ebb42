namespace ServerSessions.Reports;

/// <summary>What the browser reported of a step's page.</summary>
/// <param name="VisibleMs">Time for which the page was visible, milliseconds.</param>
/// <param name="ScrollDepth">Deepest part of the page that was visible, percent of its height.</param>
/// <param name="Clicks">Number of clicks.</param>
/// <param name="RageClicks">Number of runs of three or more clicks within 30 pixels and one second.</param>
/// <param name="DeadClicks">Number of clicks that led to nothing within 2.5 seconds.</param>
/// <param name="ScriptErrors">Number of script errors.</param>
public sealed record StepEngagement(long VisibleMs, int ScrollDepth, int Clicks, int RageClicks, int DeadClicks, int ScriptErrors)
{
    /// <summary>Web vitals of the last load that reported some; null without any.</summary>
    public WebVitals? Vitals { get; init; }
}
