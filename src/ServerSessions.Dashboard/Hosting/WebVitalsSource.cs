using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class WebVitalsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).InsightInZone();
        var report = await context.Insights().WebVitalsAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<WebVitalsView>(
            context, "Web vitals", "vitals", PageQuery.Of(context, links.Insight("vitals")), query.Segment, (nameof(WebVitalsView.Report), report));
    }
}
