using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class NavigationSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var (from, to) = QueryReader.Of(context).Range(TimeZoneInfo.Utc);
        var report = await context.Insights().NavigationAsync(from, to, context.RequestAborted);
        return View.Of<NavigationPage>("Navigation changes", "navigation", (nameof(NavigationPage.Report), report)) with
        {
            Here = PageQuery.Of(context, links.Insight("navigation")).Without("segment", "source"),
        };
    }
}
