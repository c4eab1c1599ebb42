namespace ServerSessions.Model.Browser;

/// <summary>
/// What a browser reports of one page view. A client can write anything here: it describes the journey, and no rule of detection reads it. Times are Unix
/// microseconds.
/// </summary>
internal sealed record BrowserReport
{
    /// <summary>Highest <see cref="Sequence"/>.</summary>
    public const int MaxSequence = 4_096;

    /// <summary>Highest <see cref="View"/>.</summary>
    public const int MaxView = 1_000;

    /// <summary>Maximum number of clicks, and of fields, in a report.</summary>
    public const int MaxItems = 64;

    /// <summary>Start of the request that loaded the document.</summary>
    public long Page { get; set; }

    /// <summary>Number of the view in the document: 0 is the document itself, each change of the route and each return from the back/forward cache is one more.</summary>
    public int View { get; set; }

    /// <summary>Number of the report in its view, from 1: a number that was seen is a replay.</summary>
    public int Sequence { get; set; }

    /// <summary>When the view began.</summary>
    public long Time { get; set; }

    /// <summary>The step that a later view of the document is; null for the document itself.</summary>
    public string? Step { get; set; }

    /// <summary>Time for which the view was visible so far, milliseconds.</summary>
    public int Visible { get; set; }

    /// <summary>Deepest part of the page that was visible so far, percent of its height.</summary>
    public int Depth { get; set; }

    /// <summary>Script errors since the report before.</summary>
    public int Errors { get; set; }

    /// <summary>Web vitals of the document so far; null where none was measured, or for a later view.</summary>
    public WebVitals? Vitals { get; set; }

    /// <summary>Clicks since the report before.</summary>
    public BrowserClick[] Clicks { get; set; } = [];

    /// <summary>Fields since the report before, the one touched last at the end.</summary>
    public BrowserField[] Fields { get; set; } = [];
}
