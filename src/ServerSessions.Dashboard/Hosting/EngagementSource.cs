using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class EngagementSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).InsightInZone();
        var report = await context.Insights().EngagementAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<EngagementPage>(
            context, "Engagement", "engagement", PageQuery.Of(context, links.Insight("engagement")), query.Segment, (nameof(EngagementPage.Report), report));
    }
}
