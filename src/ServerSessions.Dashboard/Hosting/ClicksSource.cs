using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ClicksSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (query, clicks) = (reader.Insight(), reader.Clicks());
        var report = await context.Insights().ClicksAsync(clicks, query, context.RequestAborted);
        return await InsightView.OfAsync<ClicksPage>(
            context, "Clicks", "clicks", PageQuery.Of(context, links.Insight("clicks"), "step", "device"), query.Segment, (nameof(ClicksPage.Report), report));
    }
}
