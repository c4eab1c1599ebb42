using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class PrivacySource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var report = await context.RequestServices.GetRequiredService<ISessionPrivacy>().ReportAsync(context.RequestAborted);
        return View.Of<PrivacyPage>("Privacy", "privacy", (nameof(PrivacyPage.Report), report)) with
        {
            RefreshSeconds = report.Erasures.Any(erasure => erasure.State == ErasureState.Running) ? 5 : null,
        };
    }
}
