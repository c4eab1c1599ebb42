using ServerSessions.Alerts;
using ServerSessions.Model;

namespace ServerSessions.Reports;

/// <summary>Reads webhooks and deliveries page by page.</summary>
internal sealed class SessionWebhooks(WebhookAdmin webhooks, DeliveryAdmin deliveries) : ISessionWebhooks
{
    public ValueTask<IReadOnlyList<WebhookReport>> ListAsync(CancellationToken cancellationToken = default) => webhooks.ListAsync(cancellationToken);

    public async ValueTask<Page<DeliveryReport>?> ListDeliveriesAsync(
        string webhook, DeliveryState? state = null, string? after = null, int limit = 50, CancellationToken cancellationToken = default)
    {
        if (limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {limit}; expected 1 to {SessionQuery.MaxLimit}.");
        (long, string)? before = after is null ? null : Cursor.Document(after);
        return await deliveries.ListAsync(webhook, state, before, limit, cancellationToken) is var (items, hasMore)
            ? new Page<DeliveryReport>(items, hasMore ? Cursor.Of(items[^1].Created.UtcTicks, items[^1].Id) : null)
            : null;
    }
}
