using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;
using ServerSessions.Reports.Roles;

namespace ServerSessions.Reports;

/// <summary>Declared funnels by name, and funnels made up on the spot: as a body of JSON, or as parameters.</summary>
internal static class FunnelEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/insights/funnels", Answers.Reading, List).AsPage("insights/funnels").WithSummary("The declared funnels; with ?steps=&steps= a funnel of those").Produces<Page<FunnelDefinition>>().Produces<FunnelReport>().ProducesProblem(400);
        group.MapPost("/insights/funnels", AdHoc).WithSummary("A funnel over history, whenever it was thought of").Produces<FunnelReport>().ProducesProblem(400);
        group.MapPost("/insights/funnels/sessions", AdHocSessions).OfSingleSessions().WithSummary("The sessions behind a figure of such a funnel: ?step=&left=&cause=").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapMethods("/insights/funnels/{name}", Answers.Reading, Find).AsPage("insights/funnels/{name}").WithSummary("A declared funnel").Produces<FunnelReport>().ProducesProblem(400).ProducesProblem(404);
        group.MapMethods("/insights/funnels/sessions", Answers.Reading, SessionsOfSteps).OfSingleSessions().AsPage("insights/funnels/sessions").WithSummary("The sessions behind a figure of the funnel of ?steps=&steps=: &step=&left=&cause=").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapMethods("/insights/funnels/{name}/sessions", Answers.Reading, Sessions).OfSingleSessions().AsPage("insights/funnels/{name}/sessions").WithSummary("The sessions behind a figure of it: ?step=&left=&cause=").Produces<Page<SessionSummary>>().ProducesProblem(400).ProducesProblem(404);
    }

    private static Task<IResult> List(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        var over = query.Insight();
        return query.Funnel() is { } funnel
            ? await ReportAsync(insights, funnel, over, query.Text("breakdown"), cancellationToken)
            : Answers.Json(new Page<FunnelDefinition>(insights.Funnels, null), ReportsJsonContext.Default.PageFunnelDefinition);
    });

    private static Task<IResult> Find(string name, HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        insights.Funnels.FirstOrDefault(f => f.Name == name) is { } funnel
            ? await ReportAsync(insights, funnel, QueryReader.Of(request.HttpContext).Insight(), QueryReader.Of(request.HttpContext).Text("breakdown"), cancellationToken)
            : Answers.NotFound("funnel", name));

    private static Task<IResult> Sessions(string name, HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        insights.Funnels.FirstOrDefault(f => f.Name == name) is { } funnel
            ? await SessionsAsync(insights, funnel, request, QueryReader.Of(request.HttpContext).Insight(), cancellationToken)
            : Answers.NotFound("funnel", name));

    private static Task<IResult> SessionsOfSteps(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return query.Funnel() is { } funnel
            ? await SessionsAsync(insights, funnel, request, query.Insight(), cancellationToken)
            : await Find("sessions", request, insights, cancellationToken);
    });

    private static Task<IResult> AdHoc(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var asked = await FunnelRequest.ReadAsync(request, cancellationToken);
        return Answers.Json(await insights.FunnelAsync(asked.Definition(), asked.Query(), asked.Breakdown, cancellationToken), ReportsJsonContext.Default.FunnelReport);
    });

    private static Task<IResult> AdHocSessions(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var asked = await FunnelRequest.ReadAsync(request, cancellationToken);
        return RoleFilter.WithheldSegment(asked.Segment, SessionAdminAccess.Of(request.HttpContext)) is { } filter ? RoleFilter.Refused(filter)
            : await SessionsAsync(insights, asked.Definition(), request, asked.Query(), cancellationToken);
    });

    private static async ValueTask<IResult> ReportAsync(
        ISessionInsights insights, FunnelDefinition funnel, InsightQuery over, string? breakdown, CancellationToken cancellationToken) =>
        Answers.Json(await insights.FunnelAsync(funnel, over, breakdown, cancellationToken), ReportsJsonContext.Default.FunnelReport);

    private static async ValueTask<IResult> SessionsAsync(
        ISessionInsights insights, FunnelDefinition funnel, HttpRequest request, InsightQuery over, CancellationToken cancellationToken) => Answers.Json(
            await insights.FunnelSessionsAsync(funnel, QueryReader.Of(request.HttpContext).FunnelSessions(), over, cancellationToken),
            ReportsJsonContext.Default.PageSessionSummary);
}
