using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class NudgesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var query = new InsightQuery { From = reader.Time("from"), To = reader.Time("to") };
        return View.Of<NudgesPage>(
            "Nudges", "nudges", (nameof(NudgesPage.Report), await context.RequestServices.GetRequiredService<ISessionInsights>().NudgesAsync(query, context.RequestAborted)));
    }
}
