using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Alerts.Budget;

namespace ServerSessions.Reports;

/// <summary>List and detail of alerts.</summary>
internal static class AlertEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/alerts", Answers.Reading, List).AsPage("alerts").WithSummary("Alerts, newest first").Produces<Page<Alert>>().ProducesProblem(400);
        group.MapMethods("/alerts/budget", Answers.Reading, Budget).WithSummary("How many alerts were sent one by one in this hour, how many only counted, and how many may be").Produces<AlertBudgetReport>();
        MapDecision(group, "/alerts/{id}/acknowledge", AlertState.Acknowledged, "Marks the alert as being handled");
        MapDecision(group, "/alerts/{id}/resolve", AlertState.Resolved, "Says that it was true and is dealt with");
        MapDecision(group, "/alerts/{id}/false-positive", AlertState.FalsePositive, "Says that the rule was wrong: it is silent about this subject until the suppression ends");
        group.MapMethods("/alerts/{id}", Answers.Reading, Find).AsPage("alerts/{id}").WithSummary("One alert with its evidence and what was decided about it").Produces<AlertReport>().ProducesProblem(404);
    }

    private static Task<IResult> List(HttpRequest request, ISessionAlerts alerts, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var page = await alerts.ListAsync(QueryReader.Of(request.HttpContext).Alerts(), cancellationToken);
        return Answers.Json(page, ReportsJsonContext.Default.PageAlert);
    });

    private static Task<IResult> Budget(AlertBudget budget, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(await budget.ReportAsync(cancellationToken), ReportsJsonContext.Default.AlertBudgetReport));

    private static void MapDecision(RouteGroupBuilder group, string pattern, AlertState state, string summary) =>
        group.MapPost(pattern, (string id, HttpRequest request, ISessionAlerts alerts, CancellationToken cancellationToken) => Decide(id, state, request, alerts, cancellationToken))
            .AsConfirmedForm(group, pattern, "../{id}")
            .WithSummary(summary).Produces<Alert>().ProducesProblem(400).ProducesProblem(404);

    private static Task<IResult> Decide(string id, AlertState state, HttpRequest request, ISessionAlerts alerts, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var decision = new AlertDecision { State = state, By = request.HttpContext.User.Identity?.Name, Reason = body.Text("reason") };
        if (body.Number("suppressDays") is { } days)
            decision = decision with { SuppressFor = TimeSpan.FromDays(days) };
        return await alerts.DecideAsync(id, decision, cancellationToken) is { } alert
            ? Answers.Json(alert, ReportsJsonContext.Default.Alert)
            : Answers.NotFound("alert", id);
    });

    private static Task<IResult> Find(string id, ISessionAlerts alerts, ISessionControl control, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await alerts.FindAsync(id, cancellationToken) is { } alert
            ? Answers.Json(AlertReport.Of(alert, await control.ListForAlertAsync(alert, cancellationToken)), ReportsJsonContext.Default.AlertReport)
            : Answers.NotFound("alert", id));
}
