namespace ServerSessions.Alerts.Webhooks;

/// <summary>A subscription that somebody asks for.</summary>
internal sealed record WebhookOrder(
    string Url, string Format, IReadOnlyList<string>? Rules, Severity MinSeverity, IReadOnlyList<AlertState>? States, string? By);
