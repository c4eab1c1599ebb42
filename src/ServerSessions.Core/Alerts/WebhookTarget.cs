using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Network;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Alerts;

/// <summary>Delivers alerts to a webhook.</summary>
internal sealed class WebhookTarget(
    WebhookSubscription subscription, IWebhookFormatter formatter, AdminPages pages, WebhookClient client, TimeProvider time) : IDeliveryTarget
{
    public const string Prefix = "webhook:";

    private readonly WebhookSecret[] _secrets =
        [.. subscription.Secrets.Select(secret => WebhookSecret.Parse(secret, nameof(subscription)))];

    public WebhookSubscription Subscription => subscription;

    public string Id { get; } = Prefix + subscription.Id;

    public bool CanBeDisabled => true;

    public bool WantsSummary => true;

    public bool Wants(Alert alert) =>
        alert.Finding.Severity >= subscription.MinSeverity
        && (subscription.States is { } states ? states.Contains(alert.State) : alert.State == AlertState.Open)
        && (subscription.Rules is not { } rules || rules.Contains(alert.Finding.Rule, StringComparer.OrdinalIgnoreCase));

    public byte[] Encode(Alert alert, int? suppressed) =>
        WebhookBody.Checked(formatter.Format(new WebhookContent(alert, pages.Link(alert), suppressed)), subscription.Format);

    public Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellationToken)
    {
        var timestamp = WebhookSignature.Timestamp(time.GetUtcNow());
        var signatures = string.Join(' ', _secrets.Select(secret => secret.Sign(message, timestamp, payload)));
        return client.PostAsync(subscription.Url, message, timestamp, signatures, payload, cancellationToken);
    }
}
