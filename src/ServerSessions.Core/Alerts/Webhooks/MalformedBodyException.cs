namespace ServerSessions.Alerts.Webhooks;

/// <summary>A formatter returned a body that cannot be sent; the message says why.</summary>
internal sealed class MalformedBodyException(string message) : Exception(message);
