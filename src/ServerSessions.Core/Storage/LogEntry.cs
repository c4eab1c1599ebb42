namespace ServerSessions.Storage;

/// <summary>An entry as it is read back.</summary>
internal readonly record struct LogEntry(StreamPosition Position, string Producer, EventBatch Batch);
