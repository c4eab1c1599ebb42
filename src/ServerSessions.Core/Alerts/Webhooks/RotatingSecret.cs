namespace ServerSessions.Alerts.Webhooks;

/// <param name="Secret">The secret.</param>
/// <param name="Until">When it stops signing, because another has taken its place; null for the current one.</param>
internal sealed record RotatingSecret(string Secret, DateTimeOffset? Until);
