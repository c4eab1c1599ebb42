using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>One view of a page as the browser has reported it so far. Times are Unix microseconds.</summary>
/// <param name="page">Start of the request that loaded the document.</param>
/// <param name="view">Number of the view in the document.</param>
internal sealed class PageView(long page, int view)
{
    // A client that repeats itself for a day adds up to no more.
    private const int MaxCount = 100_000;
    private const int Remembered = 64;

    public long Page => page;

    public int View => view;

    public long Time { get; set; }

    /// <summary>The step that the view is by itself; null where it is a view of the step of its request.</summary>
    public string? Step { get; set; }

    /// <summary>Milliseconds.</summary>
    public int Visible { get; set; }

    /// <summary>Percent.</summary>
    public int Depth { get; set; }

    public int Clicks { get; set; }
    public int RageClicks { get; set; }
    public int DeadClicks { get; set; }
    public int Errors { get; set; }

    /// <summary>Highest number of a report so far.</summary>
    public int Newest { get; set; }

    /// <summary>Which of the 64 numbers up to the highest were seen, the highest in the lowest bit.</summary>
    public ulong Seen { get; set; }

    /// <summary>Web vitals; null while none was reported.</summary>
    public WebVitals? Vitals { get; set; }

    /// <summary>Places and fields; null while none was reported.</summary>
    public ViewDetails? Details { get; set; }

    /// <summary>Number of places and fields.</summary>
    public int Items => Details is null ? 0 : Details.Clicks.Count + Details.Fields.Count;

    /// <summary>Takes a report; false when it came before, or is too old for that to be known.</summary>
    /// <param name="report">The report.</param>
    /// <param name="keepsDetails">Places and fields are kept, and not only counted.</param>
    public bool Take(BrowserReport report, bool keepsDetails)
    {
        if (!IsNew(report.Sequence))
            return false;
        if (report.Sequence == Newest)
            Depth = report.Depth;
        Visible = Math.Max(Visible, report.Visible);
        Errors = Sum(Errors, report.Errors);
        if (report.Vitals is { } vitals)
            Vitals = Vitals is null ? vitals : report.Sequence == Newest ? Vitals.With(vitals) : vitals.With(Vitals);
        foreach (var click in report.Clicks)
            Count(click.Kind);
        if (keepsDetails && (report.Clicks.Length > 0 || report.Fields.Length > 0))
            Keep(report, Details ??= new ViewDetails());
        return true;
    }

    private static void Keep(BrowserReport report, ViewDetails details)
    {
        foreach (var click in report.Clicks)
            details.Add(click);
        foreach (var field in report.Fields)
            details.Add(field);
    }

    private void Count(ClickKind kind)
    {
        if (kind == ClickKind.Click)
            Clicks = Sum(Clicks, 1);
        else if (kind == ClickKind.Rage)
            RageClicks = Sum(RageClicks, 1);
        else
            DeadClicks = Sum(DeadClicks, 1);
    }

    private static int Sum(int count, int more) => (int)Math.Min(MaxCount, (long)count + more);

    // Two reports of one page overtake each other on their way.
    private bool IsNew(int sequence)
    {
        var ahead = sequence - Newest;
        if (ahead > 0)
        {
            Seen = ahead >= Remembered ? 1 : (Seen << ahead) | 1;
            Newest = sequence;
            return true;
        }

        if (ahead <= -Remembered || (Seen & (1ul << -ahead)) != 0)
            return false;
        Seen |= 1ul << -ahead;
        return true;
    }
}
