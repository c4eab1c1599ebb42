using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Beacon;
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
        var page = PageOf(context, reader, report.Step);
        return await InsightView.OfAsync<ClicksPage>(
            context, "Clicks", "clicks", PageQuery.Of(context, links.Insight("clicks"), "step", "device", "at"), query.Segment, (nameof(ClicksPage.Report), report),
            (nameof(ClicksPage.OffersOverlay), page.IsOffered), (nameof(ClicksPage.PagePath), page.Path), (nameof(ClicksPage.PageLink), page.Link));
    }

    // A step without a page of this process has no path, and none can be chosen.
    private static (bool IsOffered, string? Path, string? Link) PageOf(HttpContext context, QueryReader reader, string? step)
    {
        if (step is null || context.RequestServices.GetService<OverlayLinks>() is not { IsMapped: true } links)
            return default;
        var path = reader.Text("at") ?? links.PathOf(step);
        return (true, path, path is null ? null : links.Of(context, step, path));
    }
}
