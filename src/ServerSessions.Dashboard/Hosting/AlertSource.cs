using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AlertSource(string id) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var alert = await context.RequestServices.GetRequiredService<ISessionAlerts>().FindAsync(id, context.RequestAborted);
        return alert is null
            ? View.NotFound("alerts", "No such alert", $"There is no alert {id}. It may be older than the storage keeps.")
            : View.Of<AlertPage>(
                "Alert", "alerts",
                (nameof(AlertPage.Alert), alert),
                (nameof(AlertPage.RecordedSessions), await context.RecordedAsync(SessionsOf(alert.Finding))),
                (nameof(AlertPage.Responses), await context.RequestServices.GetRequiredService<ISessionControl>().ListForAlertAsync(alert, context.RequestAborted))) with
            {
                Token = FormToken.Of(context),
            };
    }

    private static IEnumerable<SessionId> SessionsOf(Finding finding)
    {
        foreach (var item in finding.Evidence)
            if (SessionId.TryParse(item.Session, out var session))
                yield return session;
    }
}
