using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;
using ServerSessions.Reports.Export;

namespace ServerSessions.Reports;

/// <summary>Overview, list and report of sessions.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/", Answers.Reading, Overview).AsPage("").WithSummary("Figures of the last 24 hours, or from–to; of people, or of &segment=").Produces<Overview>();
        group.MapMethods("/insights/overview", Answers.Reading, Overview).WithSummary("Figures of the last 24 hours, or from–to; of people, or of &segment=").Produces<Overview>();
        group.MapMethods("/sessions", Answers.Reading, List).OfSingleSessions().AsPage("sessions").WithSummary("Sessions, newest first").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapMethods("/sessions/live", Answers.Reading, Live).OfSingleSessions().AsPage("sessions/live")
            .WithSummary("Server-sent events: the newest 50 open sessions, and what changes among them").Produces<LiveNews>(contentType: "text/event-stream").ProducesProblem(503);
        group.MapMethods("/insights/stuck", Answers.Reading, Stuck).OfSingleSessions().AsPage("insights/stuck").WithSummary("People with trouble, and what to do about it: ?hours=").Produces<StuckReport>().ProducesProblem(400);
        group.MapMethods("/sessions/{id}/markdown", Answers.Reading, Markdown).OfSingleSessions().WithSummary("One session as Markdown").Produces<string>(contentType: "text/markdown").ProducesProblem(404);
        group.MapMethods("/sessions/{id}", Answers.Reading, Report).OfSingleSessions().AsPage("sessions/{id}").WithSummary("One session with its steps").Produces<SessionReport>().ProducesProblem(404);
    }

    private static Task<IResult> Overview(HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext).Insight();
        var overview = await reports.OverviewAsync(query.From, query.To, query.Segment, cancellationToken);
        return Answers.Json(overview, ReportsJsonContext.Default.Overview);
    });

    internal static Task<IResult> List(HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) =>
        ListOf(user: null, request, reports, cancellationToken);

    /// <summary>The sessions of the query; of the user, where one is named.</summary>
    internal static Task<IResult> ListOf(string? user, HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext).Sessions();
        var page = await reports.ListAsync(user is null ? query : query with { User = user }, cancellationToken);
        return Answers.Json(page, ReportsJsonContext.Default.PageSessionSummary);
    });

    private static async Task<IResult> Live(HttpContext context, LiveFeed feed, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return TypedResults.Ok();
        // Before the stream begins, storage that is away is a status.
        await feed.ReadAsync(cancellationToken);
        if (feed.Join(SessionAdminAccess.Of(context)) is not { } listener)
            return TypedResults.Problem($"This process has {LiveFeed.MaxListeners} listeners already. Poll the list of sessions instead.", statusCode: StatusCodes.Status503ServiceUnavailable);
        // It leaves with the request, also when nothing was ever sent.
        context.Response.RegisterForDispose(listener);
        return TypedResults.ServerSentEvents(listener.ReadAsync(context.RequestAborted));
    }

    private static Task<IResult> Stuck(HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await reports.StuckAsync(new QueryReader(request.Query).Number("hours") ?? 24, cancellationToken), ReportsJsonContext.Default.StuckReport));

    private static Task<IResult> Markdown(string id, HttpContext context, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (!SessionId.TryParse(id, out var session) || await reports.FindAsync(session, cancellationToken) is not { } report)
            return Answers.NotFound("session", id);
        // A name makes it a download, so that no browser shows it as another kind of document.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(SessionMarkdown.Write(SessionAdminAccess.Of(context).Show(report))), "text/markdown; charset=utf-8", $"session-{session}.md");
    });

    private static Task<IResult> Report(string id, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        SessionId.TryParse(id, out var session) && await reports.FindAsync(session, cancellationToken) is { } report
            ? Answers.Json(report, ReportsJsonContext.Default.SessionReport)
            : Answers.NotFound("session", id));
}
