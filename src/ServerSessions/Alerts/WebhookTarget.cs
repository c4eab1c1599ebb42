namespace ServerSessions.Alerts;

/// <summary>A receiver of webhooks.</summary>
internal sealed class WebhookTarget(
    WebhookSubscription subscription, WebhookOptions options, WebhookClient client, TimeProvider time) : IDeliveryTarget
{
    private readonly WebhookSecret[] _secrets =
        [.. subscription.Secrets.Select(secret => WebhookSecret.Parse(secret, nameof(subscription)))];

    public string Id { get; } = "webhook:" + subscription.Id;

    public bool CanBeDisabled => true;

    public bool Wants(Alert alert) =>
        alert.Finding.Severity >= subscription.MinSeverity
        && (subscription.Rules is not { } rules || rules.Contains(alert.Finding.Rule, StringComparer.OrdinalIgnoreCase));

    public byte[] Encode(Alert alert) => WebhookMessage.Encode(alert, options);

    public Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellation)
    {
        var timestamp = WebhookSignature.Timestamp(time.GetUtcNow());
        var signatures = string.Join(' ', _secrets.Select(secret => secret.Sign(message, timestamp, payload)));
        return client.PostAsync(subscription.Url, message, timestamp, signatures, payload, cancellation);
    }
}
