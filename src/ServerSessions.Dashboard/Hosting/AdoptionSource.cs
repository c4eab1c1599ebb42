using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AdoptionSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).InsightInZone();
        var report = await context.Insights().AdoptionAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<FeaturesPage>(
            context, "Features", "features", PageQuery.Of(context, links.Insight("adoption")), query.Segment, (nameof(FeaturesPage.Report), report));
    }
}
