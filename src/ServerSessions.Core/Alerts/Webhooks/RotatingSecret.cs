namespace ServerSessions.Alerts.Webhooks;

/// <param name="Secret">The secret.</param>
/// <param name="Until">Time at which it stops signing, because another one has replaced it; null for the current one.</param>
internal sealed record RotatingSecret(string Secret, DateTimeOffset? Until);
