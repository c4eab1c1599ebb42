using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions.Tests.Support;

/// <summary>Reports of a browser as capture makes them; times are seconds after <see cref="SampleRequests.Zero"/>.</summary>
internal static class SampleReports
{
    /// <param name="at">When the report came.</param>
    /// <param name="page">When the page was requested.</param>
    /// <param name="visitor">Number of the visitor.</param>
    /// <param name="view">Number of the view in the document.</param>
    /// <param name="sequence">Number of the report in the view.</param>
    /// <param name="step">Step of a later view.</param>
    /// <param name="began">When the view began; with the page by default.</param>
    /// <param name="visible">Visible seconds.</param>
    /// <param name="depth">Percent.</param>
    /// <param name="errors">Script errors.</param>
    /// <param name="clicks">Clicks and marks.</param>
    public static RequestEvent Report(
        double at, double page, int visitor = 1, int view = 0, int sequence = 1, string? step = null, double? began = null, double visible = 1, int depth = 50, int errors = 0,
        params ClickKind[] clicks) => SampleRequests.Passive(at, "/s", visitor) with
        {
            Step = "POST /s",
            Verb = HttpVerb.Post,
            Status = 204,
            Flags = EventFlags.Passive | EventFlags.ScriptFetch | EventFlags.Beacon,
            Detail = new EventDetail
            {
                Browser = new BrowserReport
                {
                    Page = SampleRequests.At(page),
                    View = view,
                    Sequence = sequence,
                    Step = step,
                    Time = SampleRequests.At(began ?? page),
                    Visible = (int)Math.Round(visible * 1_000),
                    Depth = depth,
                    Errors = errors,
                    Clicks = [.. clicks.Select(k => new BrowserClick("main>button", 44, k))],
                },
            },
        };

    /// <summary>The same report with web vitals.</summary>
    public static RequestEvent With(this RequestEvent report, WebVitals vitals) =>
        report with { Detail = report.Detail! with { Browser = report.Detail.Browser! with { Vitals = vitals } } };

    /// <summary>Any web vitals, each of which can be missing.</summary>
    public static WebVitals Vitals(Random random)
    {
        int? Any(int max) => random.Next(3) == 0 ? null : random.Next(max + 1);
        return new(Any(WebVitals.MaxTime), Any(WebVitals.MaxTime), Any(WebVitals.MaxShift) / 1_000.0, Any(WebVitals.MaxTime), Any(WebVitals.MaxTime));
    }

    /// <summary>A page that the browser fetches or renders before the person needs it.</summary>
    public static RequestEvent Ahead(double at, string path, int visitor = 1) =>
        SampleRequests.Page(at, path, visitor).With(EventFlags.Prefetch | EventFlags.Passive | EventFlags.Induced);
}
