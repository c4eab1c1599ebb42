using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class RetentionSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (query, retention) = (reader.InsightInZone(), reader.Retention());
        var report = await context.Insights().RetentionAsync(retention, query, context.RequestAborted);
        return await InsightView.OfAsync<RetentionPage>(
            context, "Retention", "retention", PageQuery.Of(context, links.Insight("retention"), "start", "return", "period", "unit"), query.Segment,
            (nameof(RetentionPage.Retention), retention), (nameof(RetentionPage.Report), report));
    }
}
