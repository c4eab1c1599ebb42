using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>What nudges have changed.</summary>
internal static class NudgeReportEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapMethods("/insights/nudges", Answers.Reading, ReadAsync).AsPage("insights/nudges").WithSummary("What each nudge has changed against its holdout, and all of them against the global one")
            .Produces<NudgeReport>().ProducesProblem(400);

    private static Task<IResult> ReadAsync(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await insights.NudgesAsync(QueryReader.Of(request.HttpContext).Insight(), cancellationToken), ExperimentJsonContext.Default.NudgeReport));
}
