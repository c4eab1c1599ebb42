namespace ServerSessions.Alerts.Stored;

/// <summary>A new secret, which is shown once, with the subscription that signs with it.</summary>
internal sealed record WebhookWithSecret(WebhookReport Webhook, string Secret);
