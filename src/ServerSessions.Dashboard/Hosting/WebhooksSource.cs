using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class WebhooksSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<WebhooksPage>(
        "Webhooks", "webhooks", (nameof(WebhooksPage.Webhooks), await context.RequestServices.GetRequiredService<ISessionWebhooks>().ListAsync(context.RequestAborted)));
}
