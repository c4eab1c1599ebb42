namespace ServerSessions.Insights.Floors;

/// <content>Reports about what browsers report of pages.</content>
internal sealed partial class ReportFloor
{
    public EngagementReport Of(EngagementReport report) => report with
    {
        Scope = Of(report.Scope),
        Sessions = Count(report.Sessions),
        Reported = Count(report.Reported),
        VisibleSeconds = Median(report.VisibleSeconds, Count(report.Reported)),
        Pages = [.. report.Pages.Where(p => Count(p.Sessions) > 0).Select(p => p with
        {
            Sessions = Count(p.Sessions),
            Views = Amount(p.Views),
            VisibleSeconds = Of(p.VisibleSeconds, Count(p.Sessions)),
            ServerSeconds = Of(p.ServerSeconds, Count(p.Sessions)),
            Reached = [.. p.Reached.Select(r => Count(r.Views) is var views && views == 0 ? r with { Views = 0, Share = 0 } : r with { Views = views, Share = Rounded(r.Share) })],
            Clicks = Amount(p.Clicks),
            RageClicks = Amount(p.RageClicks),
            DeadClicks = Amount(p.DeadClicks),
            ScriptErrors = Amount(p.ScriptErrors),
        })],
    };

    public ClickReport Of(ClickReport report)
    {
        var isShown = Count(report.Sessions) > 0;
        return report with
        {
            Scope = Of(report.Scope),
            Steps = Rows(report.Steps),
            Step = isShown ? report.Step : null,
            Devices = Rows(report.Devices),
            Sessions = Count(report.Sessions),
            Clicks = Amount(report.Clicks, Count(report.Sessions)),
            // By clicks: one person can have all of a cell, so few are withheld and the floor of sessions holds for them too.
            Elements = [.. report.Elements.Where(e => isShown && Count(e.Sessions) > 0).Select(e => e with
            {
                Sessions = Count(e.Sessions),
                Clicks = Amount(e.Clicks),
                Share = Rounded(e.Share),
                RageClicks = Amount(e.RageClicks),
                DeadClicks = Amount(e.DeadClicks),
                Cells = isRounded ? [] : [.. e.Cells.Where(c => Count(c.Clicks) > 0)],
            })],
        };
    }

    public FieldReport Of(FieldReport report) => report with
    {
        Scope = Of(report.Scope),
        Fields = [.. report.Fields.Where(f => Count(f.Sessions) > 0).Select(f => f with
        {
            FormSessions = Count(f.FormSessions),
            Sessions = Count(f.Sessions),
            Focuses = Amount(f.Focuses),
            Changes = Amount(f.Changes),
            Refills = Amount(f.Refills),
            Errors = Amount(f.Errors),
            Stops = Count(f.Stops),
            MeanSeconds = Rounded(f.MeanSeconds),
        })],
    };

    // The fold itself shows nothing of fewer than five people.
    public WebVitalsReport Of(WebVitalsReport report) => report with
    {
        Scope = Of(report.Scope),
        Sessions = Count(report.Sessions),
        Reported = Count(report.Reported),
        Pages = [.. report.Pages.Where(p => Count(p.Sessions) > 0).Select(p => p with
        {
            Sessions = Count(p.Sessions),
            CompletedShare = Share(Count(Part(p.CompletedShare, p.Sessions)), Count(p.Sessions)) ?? 0,
            All = Of(p.All),
            Completed = p.Completed is { } completed ? Of(completed) : null,
            NotCompleted = p.NotCompleted is { } others ? Of(others) : null,
        })],
    };

    private WebVitalsFigures Of(WebVitalsFigures figures) =>
        new(Rounded(figures.Lcp), Rounded(figures.Inp), Rounded(figures.Cls), Rounded(figures.Fcp), Rounded(figures.Ttfb));
}
