using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>How the pipeline stands.</summary>
internal static class PipelineEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapReading("/pipeline", Find).AsPage("pipeline").WithSummary("Partitions, lag, and what became of every served request").Produces<PipelineReport>();

    private static async Task<IResult> Find(ISessionReports reports, CancellationToken cancellation) =>
        Answers.Json(await reports.PipelineAsync(cancellation), ReportsJsonContext.Default.PipelineReport);
}
