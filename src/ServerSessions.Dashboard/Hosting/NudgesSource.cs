using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class NudgesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        return await InsightView.OfAsync<NudgesPage>(
            context, "Nudges", "nudges", PageQuery.Of(context, links.Nudges), query.Segment,
            (nameof(NudgesPage.Report), await context.Insights().NudgesAsync(query, context.RequestAborted)));
    }
}
