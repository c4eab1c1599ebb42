namespace ServerSessions.Alerts.Webhooks;

/// <summary>A request to add a subscription.</summary>
internal sealed record WebhookOrder(
    string Url, string Format, IReadOnlyList<string>? Rules, Severity MinSeverity, IReadOnlyList<AlertState>? States, string? By);
