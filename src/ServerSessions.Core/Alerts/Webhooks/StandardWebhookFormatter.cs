namespace ServerSessions.Alerts.Webhooks;

/// <summary>The body that Standard Webhooks describe: type, timestamp, data.</summary>
internal sealed class StandardWebhookFormatter : IWebhookFormatter
{
    public const string FormatName = "standard";

    public string Name => FormatName;

    public bool NeedsSecret => true;

    public byte[] Format(WebhookContent content) => WebhookMessage.Encode(content);
}
