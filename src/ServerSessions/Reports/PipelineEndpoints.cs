using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>How the pipeline stands.</summary>
internal static class PipelineEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/pipeline", Answers.Reading, Find).AsPage("pipeline").WithSummary("Partitions, lag, and what became of every served request").Produces<PipelineReport>();
        group.MapMethods("/pipeline/dead-letters", Answers.Reading, DeadLetters).AsPage("pipeline/dead-letters").WithSummary("Entries that could not be folded, newest first").Produces<IReadOnlyList<DeadLetterReport>>();
    }

    private static async Task<IResult> Find(ISessionReports reports, CancellationToken cancellationToken) =>
        Answers.Json(await reports.PipelineAsync(cancellationToken), ReportsJsonContext.Default.PipelineReport);

    private static Task<IResult> DeadLetters(HttpContext context, ISessionReports reports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var limit = new QueryReader(context.Request.Query).Number("limit") ?? 100;
        return Answers.Json(await reports.DeadLettersAsync(limit, cancellationToken), ReportsJsonContext.Default.IReadOnlyListDeadLetterReport);
    });
}
