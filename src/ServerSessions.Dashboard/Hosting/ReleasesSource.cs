using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReleasesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var (from, to) = QueryReader.Of(context).Range(TimeZoneInfo.Utc);
        var releases = await context.Insights().ReleasesAsync(from, to, context.RequestAborted);
        return View.Of<ReleasesPage>("Releases", "releases", (nameof(ReleasesPage.Releases), releases)) with
        {
            Here = PageQuery.Of(context, links.Releases).Without("segment", "source"),
        };
    }
}
