namespace ServerSessions.Storage;

/// <summary>A log entry that could not be folded, kept with the reason; processing continues with the next entry.</summary>
internal readonly record struct DeadLetter(StreamPosition Position, string Producer, string Reason, ReadOnlyMemory<byte> Payload);
