using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReleasesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<ReleasesPage>(
        "Releases", "releases",
        (nameof(ReleasesPage.Releases), await context.RequestServices.GetRequiredService<ISessionInsights>().ReleasesAsync(cancellationToken: context.RequestAborted)));
}
