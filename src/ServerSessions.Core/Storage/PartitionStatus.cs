namespace ServerSessions.Storage;

/// <param name="Partition">Number of the partition.</param>
/// <param name="Owner">The worker that owns it; null for none.</param>
/// <param name="Epoch">Number of changes of its owner.</param>
/// <param name="Offset">Position of the last committed entry.</param>
/// <param name="Backlog">Entries that are not committed yet.</param>
/// <param name="OldestUncommitted">Storage time of the oldest of them, Unix milliseconds; null when there is none.</param>
/// <param name="Outbox">Outbox entries that are not done yet.</param>
/// <param name="Live">Live subjects.</param>
/// <param name="DeadLettered">Number of dead letters since the storage was created.</param>
/// <param name="Fenced">Number of commits refused since the storage was created.</param>
/// <param name="Missing">Number of events that were lost between append and fold, since the storage was created.</param>
/// <param name="Buried">Number of events in dead letters, since the storage was created.</param>
/// <param name="ClosedEarly">Number of sessions closed early because of the limit, since the storage was created.</param>
/// <param name="Open">Open sessions.</param>
/// <param name="Unremembered">Number of actors that were given up with their evidence because of the limit of their kind, since the storage was created.</param>
internal sealed record PartitionStatus(
    int Partition, string? Owner, long Epoch, StreamPosition Offset, long Backlog, long? OldestUncommitted, long Outbox, long Live,
    long DeadLettered, long Fenced, long Missing = 0, long Buried = 0, long ClosedEarly = 0, long Open = 0, long Unremembered = 0);
