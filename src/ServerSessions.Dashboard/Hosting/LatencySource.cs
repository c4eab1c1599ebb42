using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class LatencySource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).InsightInZone();
        var report = await context.Insights().LatencyAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<LatencyPage>(
            context, "Latency", "latency", PageQuery.Of(context, links.Insight("latency")), query.Segment, (nameof(LatencyPage.Report), report));
    }
}
