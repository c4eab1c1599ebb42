using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class FrictionSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        var report = await context.Insights().FrictionAsync(query, context.RequestAborted);
        return await (await InsightView.OfAsync<FrictionPage>(
            context, "Friction", "friction", PageQuery.Of(context, links.Insight("friction")), query.Segment, (nameof(FrictionPage.Report), report))).WithRecordingsAsync(context, report.Scope, query.Segment);
    }
}
