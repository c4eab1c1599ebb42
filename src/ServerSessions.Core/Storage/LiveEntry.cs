namespace ServerSessions.Storage;

/// <summary>State of a live subject (a session key or an actor). An empty state in a commit deletes it.</summary>
internal readonly record struct LiveEntry(LiveKey Key, ReadOnlyMemory<byte> State);
