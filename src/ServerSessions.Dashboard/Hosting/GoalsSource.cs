using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class GoalsSource(TimeProvider clock) : IPageSource
{
    private const int MaxFunnels = 8;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var range = OverviewRange.Read(context.Request.Query, clock.GetUtcNow(), usual: "7d");
        var segment = new QueryReader(context.Request.Query).Segment();
        var insights = context.RequestServices.GetRequiredService<ISessionInsights>();
        var query = new InsightQuery { From = range.From, To = range.To, Segment = segment };
        var report = await insights.GoalsAsync(query, context.RequestAborted);
        var funnels = new List<(string Name, FunnelReport Report)>();
        foreach (var funnel in insights.Funnels.Take(MaxFunnels))
            funnels.Add((funnel.Name, await insights.FunnelAsync(funnel, query, cancellationToken: context.RequestAborted)));
        return View.Of<GoalsPage>(
            "Goals", "goals",
            (nameof(GoalsPage.Range), range.Name),
            (nameof(GoalsPage.Segment), segment),
            (nameof(GoalsPage.Report), report),
            (nameof(GoalsPage.Funnels), funnels),
            (nameof(GoalsPage.Cohorts), await CohortNames.OfAsync(context)));
    }
}
