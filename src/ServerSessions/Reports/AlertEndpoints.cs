using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Reports;

/// <summary>List and detail of alerts.</summary>
internal static class AlertEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapReading("/alerts", List).AsPage("alerts").WithSummary("Alerts, newest first").Produces<Page<Alert>>().ProducesProblem(400);
        group.MapReading("/alerts/{id}", Find).AsPage("alerts/{id}").WithSummary("One alert with its evidence").Produces<Alert>().ProducesProblem(404);
    }

    private static Task<IResult> List(HttpRequest request, ISessionAlerts alerts, CancellationToken cancellation) => Answers.TryAsync(async () =>
    {
        var query = new QueryReader(request.Query);
        var page = await alerts.ListAsync(new AlertQuery
        {
            State = query.Word<AlertState>("state"),
            Severity = query.Word<Severity>("severity"),
            Rule = query.Text("rule"),
            After = query.Text("after"),
            Limit = query.Number("limit") ?? 50,
        }, cancellation);
        return Answers.Json(page, ReportsJsonContext.Default.PageAlert);
    });

    private static Task<IResult> Find(string id, ISessionAlerts alerts, CancellationToken cancellation) => Answers.TryAsync(async () =>
        await alerts.FindAsync(id, cancellation) is { } alert
            ? Answers.Json(alert, ReportsJsonContext.Default.Alert)
            : Answers.NotFound("alert", id));
}
