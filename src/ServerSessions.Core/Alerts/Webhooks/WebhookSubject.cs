namespace ServerSessions.Alerts.Webhooks;

/// <summary>The subject of an alert, by pseudonym.</summary>
internal sealed record WebhookSubject(ActorKind Kind, string Hash);
