namespace ServerSessions.Storage;

/// <summary>An entry that could not be folded, kept apart with the reason so that the partition goes on.</summary>
internal readonly record struct DeadLetter(StreamPosition Position, string Producer, string Reason, ReadOnlyMemory<byte> Payload);
