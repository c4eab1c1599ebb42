using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class DeliveriesSource(string id) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var (reader, webhooks) = (QueryReader.Of(context), context.RequestServices.GetRequiredService<ISessionWebhooks>());
        var (state, after) = (reader.Word<DeliveryState>("state"), reader.Text("after"));
        return (await webhooks.ListAsync(context.RequestAborted)).FirstOrDefault(webhook => webhook.Id == id) is { } webhook
            && await webhooks.ListDeliveriesAsync(id, state, after, cancellationToken: context.RequestAborted) is { } page
            ? View.Of<DeliveriesPage>(
                "Deliveries", "webhooks",
                (nameof(DeliveriesPage.Webhook), webhook),
                (nameof(DeliveriesPage.Deliveries), page),
                (nameof(DeliveriesPage.State), state),
                (nameof(DeliveriesPage.IsFirst), after is null))
            : View.NotFound("webhooks", "No such webhook", $"There is no webhook {id}. It may have been removed.");
    }
}
