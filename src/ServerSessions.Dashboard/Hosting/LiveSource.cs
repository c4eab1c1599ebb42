using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class LiveSource : IPageSource
{
    private const int Shown = 50;
    private const int AlertsShown = 8;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        IReadOnlyList<Alert> open = SessionAdminAccess.Of(context).SeesSecurity
            ? (await services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { State = AlertState.Open, Limit = AlertsShown }, cancellationToken)).Items
            : [];
        return View.Of<LivePage>(
            "Live", "live",
            (nameof(LivePage.Sessions), await services.GetRequiredService<ISessionReports>().ListAsync(new SessionQuery { Live = true, Limit = Shown }, cancellationToken)),
            (nameof(LivePage.Alerts), open)) with
        {
            RefreshSeconds = 10,
            Events = links.Live,
        };
    }
}
