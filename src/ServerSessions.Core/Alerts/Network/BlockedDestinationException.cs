namespace ServerSessions.Alerts.Network;

/// <summary>The destination is not one a webhook may reach; nothing was connected.</summary>
internal sealed class BlockedDestinationException(string message) : Exception(message);
