using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AutomationSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).InsightInZone();
        var report = await context.Insights().AutomationAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<AutomationPage>(
            context, "Automation", "automation", PageQuery.Of(context, links.Insight("automation")), query.Segment, (nameof(AutomationPage.Report), report));
    }
}
