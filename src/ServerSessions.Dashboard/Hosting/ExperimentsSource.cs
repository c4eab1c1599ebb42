using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ExperimentsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Insight();
        var readouts = await context.Insights().ExperimentsAsync(query, context.RequestAborted);
        return await InsightView.OfAsync<ExperimentsPage>(
            context, "Experiments", "experiments", PageQuery.Of(context, links.Insight("experiments")), query.Segment, (nameof(ExperimentsPage.Readouts), readouts));
    }
}
