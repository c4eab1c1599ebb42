namespace ServerSessions.Storage;

/// <summary>The right to process a partition. The epoch rises with each change of owner; a commit under an old epoch is refused.</summary>
internal readonly record struct PartitionLease(int Partition, string Owner, long Epoch);
