using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Export;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports;

/// <summary>Everything as files, streamed. The paths are written out: what is not among them is not there.</summary>
internal static class ExportEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        Map(group, "sessions", (export, output, asCsv, range, cancellationToken) => export.SessionsAsync(output, asCsv, range, cancellationToken), "Closed sessions");
        Map(group, "steps", (export, output, asCsv, range, cancellationToken) => export.StepsAsync(output, asCsv, range, cancellationToken), "Steps of closed sessions");
        Map(group, "alerts", (export, output, asCsv, range, cancellationToken) => export.AlertsAsync(output, asCsv, range, cancellationToken), "Alerts");
    }

    private const int DaysBack = 398;

    private delegate Task Write(SessionExport export, Stream output, bool asCsv, InsightRange range, CancellationToken cancellationToken);

    private static void Map(RouteGroupBuilder group, string what, Write write, string summary)
    {
        foreach (var asCsv in (bool[])[true, false])
        {
            var route = group.MapMethods($"/export/{what}.{(asCsv ? "csv" : "jsonl")}", Answers.Reading, (HttpRequest request, SessionExport export, CohortResolver cohorts, TimeProvider time) => Answers.TryAsync(async () =>
            {
                var query = QueryReader.Of(request.HttpContext).Insight();
                var range = InsightRange.Of(query with { From = query.From ?? (query.To ?? time.GetUtcNow()).AddDays(-DaysBack) }, time.GetUtcNow());
                range = await range.ResolvedAsync(cohorts, request.HttpContext.RequestAborted);
                // All sessions by default: each line has the actor of its session.
                range = range with { Segment = range.Segment.OrAllActors() };
                return TypedResults.Stream(
                    output => write(export, output, asCsv, range, request.HttpContext.RequestAborted),
                    asCsv ? "text/csv; charset=utf-8" : "application/x-ndjson", $"{what}.{(asCsv ? "csv" : "jsonl")}");
            })).WithSummary(summary + ", streamed: ?from&to&segment");
            if (what != "alerts")
                route.OfSingleSessions();
        }
    }
}
