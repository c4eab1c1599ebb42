namespace ServerSessions.Alerts.Webhooks;

/// <summary>The path in the configuration that has given a webhook; null where code added it.</summary>
internal delegate string? WebhookOrigin(WebhookSubscription subscription);
