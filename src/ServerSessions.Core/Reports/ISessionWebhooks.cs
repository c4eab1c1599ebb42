namespace ServerSessions.Reports;

/// <summary>Webhooks and their deliveries, for code inside the application. The admin API uses the same service.</summary>
public interface ISessionWebhooks
{
    /// <summary>Lists the webhooks: those of the configuration, then those that were added while running.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<WebhookReport>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the deliveries of a webhook with their attempts, newest first.</summary>
    /// <param name="webhook">Id of the webhook.</param>
    /// <param name="state">Only deliveries in this state; null (the default) for all.</param>
    /// <param name="after">Cursor: <see cref="Page{T}.Next"/> of the page before. Null for the first page.</param>
    /// <param name="limit">Page size, 1 to 500; 50 by default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null when there is no such webhook.</returns>
    /// <exception cref="ArgumentException">The cursor or the limit is invalid.</exception>
    ValueTask<Page<DeliveryReport>?> ListDeliveriesAsync(
        string webhook, DeliveryState? state = null, string? after = null, int limit = 50, CancellationToken cancellationToken = default);
}
