using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Declared funnels by name, and funnels made up on the spot: as a body of JSON, or as parameters.</summary>
internal static class FunnelEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapReading("/insights/funnels", List).WithSummary("The declared funnels; with ?steps=&steps= a funnel of those").Produces<Page<FunnelDefinition>>().Produces<FunnelReport>().ProducesProblem(400);
        group.MapPost("/insights/funnels", AdHoc).WithSummary("A funnel over history, whenever it was thought of").Produces<FunnelReport>().ProducesProblem(400);
        group.MapPost("/insights/funnels/sessions", AdHocSessions).OfSingleSessions().WithSummary("The sessions behind a figure of such a funnel: ?step=&left=&cause=").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapReading("/insights/funnels/{name}", Find).WithSummary("A declared funnel").Produces<FunnelReport>().ProducesProblem(400).ProducesProblem(404);
        group.MapReading("/insights/funnels/{name}/sessions", Sessions).OfSingleSessions().WithSummary("The sessions behind a figure of it: ?step=&left=&cause=").Produces<Page<SessionSummary>>().ProducesProblem(400).ProducesProblem(404);
    }

    private static Task<IResult> List(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = new QueryReader(request.Query);
        if (query.Texts("steps") is not { Length: > 0 } steps)
            return Answers.Json(new Page<FunnelDefinition>(insights.Funnels, null), ReportsJsonContext.Default.PageFunnelDefinition);
        var asked = new FunnelRequest
        {
            Steps = steps,
            Excluded = query.Texts("excluded"),
            Order = query.Word<FunnelOrder>("order") ?? FunnelOrder.Sequential,
            Unit = query.Word<FunnelUnit>("unit") ?? FunnelUnit.Session,
            Window = query.Text("window"),
        };
        return await ReportAsync(insights, asked.Definition(), request, query.Text("breakdown"), cancellationToken);
    });

    private static Task<IResult> Find(string name, HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        insights.Funnels.FirstOrDefault(f => f.Name == name) is { } funnel
            ? await ReportAsync(insights, funnel, request, new QueryReader(request.Query).Text("breakdown"), cancellationToken)
            : Answers.NotFound("funnel", name));

    private static Task<IResult> Sessions(string name, HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        insights.Funnels.FirstOrDefault(f => f.Name == name) is { } funnel
            ? await SessionsAsync(insights, funnel, request, InsightEndpoints.Query(request), cancellationToken)
            : Answers.NotFound("funnel", name));

    private static Task<IResult> AdHoc(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var asked = await FunnelRequest.ReadAsync(request, cancellationToken);
        return Answers.Json(await insights.FunnelAsync(asked.Definition(), asked.Query(), asked.Breakdown, cancellationToken), ReportsJsonContext.Default.FunnelReport);
    });

    private static Task<IResult> AdHocSessions(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var asked = await FunnelRequest.ReadAsync(request, cancellationToken);
        return await SessionsAsync(insights, asked.Definition(), request, asked.Query(), cancellationToken);
    });

    private static async ValueTask<IResult> ReportAsync(
        ISessionInsights insights, FunnelDefinition funnel, HttpRequest request, string? breakdown, CancellationToken cancellationToken) =>
        Answers.Json(await insights.FunnelAsync(funnel, InsightEndpoints.Query(request), breakdown, cancellationToken), ReportsJsonContext.Default.FunnelReport);

    private static async ValueTask<IResult> SessionsAsync(
        ISessionInsights insights, FunnelDefinition funnel, HttpRequest request, InsightQuery over, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request.Query);
        var which = new FunnelSessions
        {
            Step = query.Number("step") ?? 1,
            Left = query.Flag("left") ?? true,
            Cause = query.Text("cause"),
            After = query.Text("after"),
            Limit = query.Number("limit") ?? 50,
        };
        return Answers.Json(await insights.FunnelSessionsAsync(funnel, which, over, cancellationToken), ReportsJsonContext.Default.PageSessionSummary);
    }
}
