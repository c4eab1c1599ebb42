namespace ServerSessions.Alerts.Network;

/// <summary>The exception for a destination that a webhook may not reach; no connection was made.</summary>
internal sealed class BlockedDestinationException(string message) : Exception(message);
