namespace ServerSessions.Alerts.Webhooks;

/// <summary>Whom an alert is about, by pseudonym.</summary>
internal sealed record WebhookSubject(ActorKind Kind, string Hash);
