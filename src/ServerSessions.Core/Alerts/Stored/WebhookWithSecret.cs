namespace ServerSessions.Alerts.Stored;

/// <summary>What is shown once: a new secret with the subscription that signs with it.</summary>
internal sealed record WebhookWithSecret(WebhookReport Webhook, string Secret);
