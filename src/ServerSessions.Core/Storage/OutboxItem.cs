namespace ServerSessions.Storage;

/// <summary>
/// Work that a commit leaves to be done. For signals, <c>FirstSequence</c> is their number in the pair of partitions,
/// assigned by the commit, so that a repeated append creates no duplicate.
/// </summary>
internal readonly record struct OutboxItem(OutboxKind Kind, int Target, long FirstSequence, int Count, ReadOnlyMemory<byte> Payload);
