using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Alerts.Stored;

/// <summary>The confidential part of a stored subscription: its address, which can carry a token, and its secrets.</summary>
internal sealed record ProtectedWebhook(string Url, IReadOnlyList<RotatingSecret> Secrets);
