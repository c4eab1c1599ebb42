using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Overview, list and report of sessions.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapReading("/", Overview).AsPage("").WithSummary("Figures of the last 24 hours, or from–to; of people, or of &segment=").Produces<Overview>();
        group.MapReading("/insights/overview", Overview).WithSummary("Figures of the last 24 hours, or from–to; of people, or of &segment=").Produces<Overview>();
        group.MapReading("/sessions", List).OfSingleSessions().AsPage("sessions").WithSummary("Sessions, newest first").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapReading("/sessions/{id}", Report).OfSingleSessions().AsPage("sessions/{id}").WithSummary("One session with its steps").Produces<SessionReport>().ProducesProblem(404);
    }

    private static Task<IResult> Overview(HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext).Insight();
        var overview = await reports.OverviewAsync(query.From, query.To, query.Segment, cancellationToken);
        return Answers.Json(overview, ReportsJsonContext.Default.Overview);
    });

    private static Task<IResult> List(HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var page = await reports.ListAsync(QueryReader.Of(request.HttpContext).Sessions(), cancellationToken);
        return Answers.Json(page, ReportsJsonContext.Default.PageSessionSummary);
    });

    // cohort=NAME is the segment cohort:NAME.
    private static Segment? SegmentOf(QueryReader query) =>
        query.Texts("segment").Concat(query.Texts("cohort").Select(name => "cohort:" + name)).ToList() is { Count: > 0 } texts ? Segment.Parse(texts) : null;

    private static Task<IResult> Report(string id, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        SessionId.TryParse(id, out var session) && await reports.FindAsync(session, cancellationToken) is { } report
            ? Answers.Json(report, ReportsJsonContext.Default.SessionReport)
            : Answers.NotFound("session", id));
}
