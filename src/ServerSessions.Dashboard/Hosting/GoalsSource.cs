using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class GoalsSource : IPageSource
{
    private const int MaxFunnels = 8;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        // Values are by days of the zone, funnels by days of UTC.
        var (insights, query) = (context.Insights(), reader.InsightInZone());
        var report = await insights.GoalsAsync(query, context.RequestAborted);
        var funnels = new List<(FunnelDefinition Funnel, FunnelReport Report)>();
        foreach (var funnel in insights.Funnels.Take(MaxFunnels))
            funnels.Add((funnel, await insights.FunnelAsync(funnel, reader.Insight(), cancellationToken: context.RequestAborted)));
        return await InsightView.OfAsync<GoalsPage>(
            context, "Goals", "goals", PageQuery.Of(context, links.Goals), query.Segment, (nameof(GoalsPage.Report), report), (nameof(GoalsPage.Funnels), funnels));
    }
}
