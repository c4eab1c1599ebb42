using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;
using ServerSessions.Reports.Thresholds;

namespace ServerSessions.Reports;

/// <summary>Insights over journeys: paths, friction, adoption and so on. Funnels are in <see cref="FunnelEndpoints"/>.</summary>
internal static class InsightEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/insights/paths", Answers.Reading, Paths).AsPage("insights/paths").WithSummary("Transitions between steps, by sessions; from a step on with ?step=, &depth=, &direction=backward").Produces<PathReport>().ProducesProblem(400);
        group.MapMethods("/insights/friction", Answers.Reading, Friction).AsPage("insights/friction").WithSummary("Where people hesitate, go back, try again and give up").Produces<FrictionReport>().ProducesProblem(400);
        group.MapMethods("/insights/abandonment", Answers.Reading, Abandonment).AsPage("insights/abandonment").WithSummary("Flows and forms that were begun and not finished, by cause").Produces<AbandonmentReport>().ProducesProblem(400);
        group.MapMethods("/insights/adoption", Answers.Reading, Adoption).AsPage("insights/adoption").WithSummary("Features: found, kept, never used; endpoints never called; what people were refused").Produces<AdoptionReport>().ProducesProblem(400);
        group.MapMethods("/insights/retention", Answers.Reading, Retention).AsPage("insights/retention").WithSummary("Who came back: ?start=, &return=, &period=day|week|month").Produces<RetentionReport>().ProducesProblem(400);
        group.MapMethods("/insights/trends", Answers.Reading, Trends).WithSummary("By hour, day and hour of the week, against the range before").Produces<TrendReport>().ProducesProblem(400);
        group.MapMethods("/insights/automation", Answers.Reading, Automation).AsPage("insights/automation").WithSummary("Crawlers, AI agents and tools, and what they read").Produces<AutomationReport>().ProducesProblem(400);
        group.MapMethods("/insights/goals", Answers.Reading, Goals).AsPage("insights/goals").WithSummary("Goals: how often they were reached, and what they were worth").Produces<GoalReport>().ProducesProblem(400);
        group.MapMethods("/insights/alerts", Answers.Reading, Alerts).AsPage("insights/alerts").WithSummary("Declared alerts on figures, and how they stand").Produces<Page<InsightAlertReport>>();
        group.MapMethods("/insights/releases", Answers.Reading, Releases).AsPage("insights/releases").WithSummary("Versions of the application, newest first: ?from=, &to=").Produces<Page<Release>>().ProducesProblem(400);
        group.MapMethods("/insights/releases/{version}", Answers.Reading, Release).AsPage("insights/releases/{version}").WithSummary("Figures before and after a release: ?days=").Produces<ReleaseReport>().ProducesProblem(400).ProducesProblem(404);
        group.MapMethods("/insights/latency", Answers.Reading, Latency).AsPage("insights/latency").WithSummary("Think time apart from our own, and how completion falls as ours grows").Produces<LatencyReport>().ProducesProblem(400);
        group.MapMethods("/insights/engagement", Answers.Reading, Engagement).AsPage("insights/engagement").WithSummary("Visible time, scrolling, clicks and errors, as browsers report them").Produces<EngagementReport>().ProducesProblem(400);
        group.MapMethods("/insights/vitals", Answers.Reading, Vitals).AsPage("insights/vitals").WithSummary("Web vitals by page at 75 %, beside completion").Produces<WebVitalsReport>().ProducesProblem(400);
        group.MapMethods("/insights/clicks", Answers.Reading, Clicks).AsPage("insights/clicks").WithSummary("Where the page of a step was clicked: ?step=, &device=").Produces<ClickReport>().ProducesProblem(400);
        group.MapMethods("/insights/fields", Answers.Reading, Fields).AsPage("insights/fields").WithSummary("Form fields: where people stop, try again and spend their time").Produces<FieldReport>().ProducesProblem(400);
    }

    private static Task<IResult> Paths(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return Answers.Json(await insights.PathsAsync(query.Paths(), query.Insight(), cancellationToken), ReportsJsonContext.Default.PathReport);
    });

    private static Task<IResult> Friction(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.FrictionAsync(QueryReader.Of(request.HttpContext).Insight(), cancellationToken), ReportsJsonContext.Default.FrictionReport));

    private static Task<IResult> Abandonment(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.AbandonmentAsync(QueryReader.Of(request.HttpContext).Insight(), cancellationToken), ReportsJsonContext.Default.AbandonmentReport));

    private static Task<IResult> Adoption(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.AdoptionAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.AdoptionReport));

    private static Task<IResult> Retention(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return Answers.Json(await insights.RetentionAsync(query.Retention(), query.InsightInZone(), cancellationToken), ReportsJsonContext.Default.RetentionReport);
    });

    private static Task<IResult> Trends(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.TrendsAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.TrendReport));

    private static Task<IResult> Automation(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.AutomationAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.AutomationReport));

    private static Task<IResult> Goals(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.GoalsAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.GoalReport));

    private static Task<IResult> Alerts(IInsightAlerts alerts, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<InsightAlertReport>(await alerts.ListAsync(cancellationToken), null), ThresholdJsonContext.Default.PageInsightAlertReport));

    private static Task<IResult> Releases(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var (from, to) = QueryReader.Of(request.HttpContext).Range(TimeZoneInfo.Utc);
        return Answers.Json(new Page<Release>(await insights.ReleasesAsync(from, to, cancellationToken), null), ReportsJsonContext.Default.PageRelease);
    });

    private static Task<IResult> Release(string version, HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return await insights.ReleaseAsync(version, query.Number("days", 1, 90) ?? 7, query.Segment(), cancellationToken) is { } report
            ? Answers.Json(report, ReportsJsonContext.Default.ReleaseReport)
            : Answers.NotFound("release", version);
    });

    private static Task<IResult> Latency(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.LatencyAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.LatencyReport));

    private static Task<IResult> Engagement(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.EngagementAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.EngagementReport));

    private static Task<IResult> Vitals(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.WebVitalsAsync(QueryReader.Of(request.HttpContext).InsightInZone(), cancellationToken), ReportsJsonContext.Default.WebVitalsReport));

    private static Task<IResult> Clicks(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return Answers.Json(await insights.ClicksAsync(query.Clicks(), query.Insight(), cancellationToken), ReportsJsonContext.Default.ClickReport);
    });

    private static Task<IResult> Fields(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.FieldsAsync(QueryReader.Of(request.HttpContext).Insight(), cancellationToken), ReportsJsonContext.Default.FieldReport));
}
