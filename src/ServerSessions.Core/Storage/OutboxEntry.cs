namespace ServerSessions.Storage;

/// <summary>An outbox item as it is read back.</summary>
internal readonly record struct OutboxEntry(StreamPosition Position, OutboxItem Item);
