namespace ServerSessions.Storage;

/// <summary>A stored log entry.</summary>
internal readonly record struct LogEntry(StreamPosition Position, string Producer, EventBatch Batch);
