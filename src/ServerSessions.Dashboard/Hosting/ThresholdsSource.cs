using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ThresholdsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<ThresholdsPage>(
        "Thresholds", "thresholds",
        (nameof(ThresholdsPage.Alerts), await context.RequestServices.GetRequiredService<IInsightAlerts>().ListAsync(context.RequestAborted))) with
    {
        Here = new PageQuery(links.Thresholds, []),
    };
}
