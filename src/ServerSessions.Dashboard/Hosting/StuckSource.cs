using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class StuckSource : IPageSource
{
    private const int Day = 24;
    private const int MaxHours = 168;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var hours = QueryReader.Of(context).Number("hours", 1, MaxHours) ?? Day;
        return View.Of<StuckPage>(
            "Stuck today", "stuck",
            (nameof(StuckPage.Hours), hours),
            (nameof(StuckPage.Report), await context.RequestServices.GetRequiredService<ISessionReports>().StuckAsync(hours, context.RequestAborted))) with
        {
            RefreshSeconds = hours <= Day ? 30 : null,
        };
    }
}
