using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>The results of experiments.</summary>
internal static class ExperimentEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/insights/experiments", Answers.Reading, List).AsPage("insights/experiments").WithSummary("What all declared experiments have shown, from–to or over all that is kept")
            .Produces<Page<ExperimentReadout>>().ProducesProblem(400);
        group.MapMethods("/insights/experiments/{name}", Answers.Reading, Find).AsPage("insights/experiments/{name}").WithSummary("What an experiment has shown, from–to or over all that is kept")
            .Produces<ExperimentReadout>().ProducesProblem(400).ProducesProblem(404);
    }

    private static Task<IResult> List(HttpRequest request, ISessionInsights insights, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(
            new Page<ExperimentReadout>(await insights.ExperimentsAsync(QueryReader.Of(request.HttpContext).Insight(), cancellationToken), null),
            ExperimentJsonContext.Default.PageExperimentReadout));

    private static Task<IResult> Find(string name, HttpRequest request, ExperimentReports experiments, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await experiments.FindAsync(name, QueryReader.Of(request.HttpContext).Insight(), cancellationToken) is { } readout
            ? Answers.Json(readout, ExperimentJsonContext.Default.ExperimentReadout)
            : Answers.NotFound("experiment", name));
}
