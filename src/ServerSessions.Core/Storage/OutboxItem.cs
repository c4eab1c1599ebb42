namespace ServerSessions.Storage;

/// <summary>
/// Work that a commit leaves to be done after it. For signals <c>FirstSequence</c> is their number in the pair of partitions,
/// given by the commit, so that moving them again is no second signal.
/// </summary>
internal readonly record struct OutboxItem(OutboxKind Kind, int Target, long FirstSequence, int Count, ReadOnlyMemory<byte> Payload);
