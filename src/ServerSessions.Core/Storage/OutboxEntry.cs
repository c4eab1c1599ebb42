namespace ServerSessions.Storage;

/// <summary>A stored outbox item.</summary>
internal readonly record struct OutboxEntry(StreamPosition Position, OutboxItem Item);
