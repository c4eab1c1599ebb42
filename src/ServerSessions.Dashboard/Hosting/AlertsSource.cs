using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AlertsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Alerts();
        var page = await context.RequestServices.GetRequiredService<ISessionAlerts>().ListAsync(query, context.RequestAborted);
        return View.Of<AlertsPage>(
            "Alerts", "alerts",
            (nameof(AlertsPage.Query), query),
            (nameof(AlertsPage.Alerts), page)) with
        {
            Here = PageQuery.Of(context, links.Alerts, "state", "severity", "rule", "after", "limit"),
            RefreshSeconds = query.After is null ? 10 : null,
        };
    }
}
