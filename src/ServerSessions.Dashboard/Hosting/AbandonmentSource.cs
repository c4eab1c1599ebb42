using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AbandonmentSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        var report = await context.Insights().AbandonmentAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<AbandonmentPage>(
            context, "Abandonment", "abandonment", PageQuery.Of(context, links.Insight("abandonment")), query.Segment, (nameof(AbandonmentPage.Report), report));
    }
}
