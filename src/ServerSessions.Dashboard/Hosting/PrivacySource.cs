using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class PrivacySource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var services = context.RequestServices;
        var report = await services.GetRequiredService<ISessionPrivacy>().ReportAsync(context.RequestAborted);
        IReadOnlyList<ExportReport> exports = SessionAdminAccess.Of(context).Administers ? await services.GetRequiredService<ISessionExports>().ListAsync(context.RequestAborted) : [];
        return View.Of<PrivacyPage>("Privacy", "privacy", (nameof(PrivacyPage.Report), report), (nameof(PrivacyPage.Exports), exports)) with
        {
            RefreshSeconds = report.Erasures.Any(erasure => erasure.DoneAt is null) || exports.Any(export => export.IsOpen) ? 5 : null,
        };
    }
}
