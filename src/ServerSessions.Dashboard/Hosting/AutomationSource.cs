using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class AutomationSource(TimeProvider clock) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var range = OverviewRange.Read(context.Request.Query, clock.GetUtcNow(), usual: "7d");
        var insights = context.RequestServices.GetRequiredService<ISessionInsights>();
        var report = await insights.AutomationAsync(new InsightQuery { From = range.From, To = range.To }, context.RequestAborted);
        return View.Of<AutomationPage>("Automation", "automation", (nameof(AutomationPage.Range), range.Name), (nameof(AutomationPage.Report), report));
    }
}
