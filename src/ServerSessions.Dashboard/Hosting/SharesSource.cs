using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class SharesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<SharesPage>(
        "Shared links", "shares",
        (nameof(SharesPage.Site), context.Request.PathBase.Value ?? ""),
        (nameof(SharesPage.Shares), await context.RequestServices.GetRequiredService<ISessionShares>().ListAsync(context.RequestAborted)));
}
