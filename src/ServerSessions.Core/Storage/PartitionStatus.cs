namespace ServerSessions.Storage;

/// <param name="Partition">Number of the partition.</param>
/// <param name="Owner">Who rolls it; null when nobody does.</param>
/// <param name="Epoch">How often its owner has changed.</param>
/// <param name="Offset">Position of the last committed entry.</param>
/// <param name="Backlog">Entries that are not committed yet.</param>
/// <param name="OldestUncommitted">Storage time of the oldest of them, Unix milliseconds; null when there is none.</param>
/// <param name="Outbox">Outbox entries that are not done yet.</param>
/// <param name="Live">Live subjects.</param>
/// <param name="DeadLettered">Entries put apart since the beginning.</param>
/// <param name="Fenced">Commits refused since the beginning.</param>
/// <param name="Missing">Events that were appended and gone before they could be folded, since the beginning.</param>
/// <param name="Buried">Events of dead letters, since the beginning.</param>
/// <param name="ClosedEarly">Sessions that were closed early because there were too many, since the beginning.</param>
/// <param name="Open">Open sessions.</param>
/// <param name="Unremembered">Signals that no rule could remember, because there were too many actors, since the beginning.</param>
internal sealed record PartitionStatus(
    int Partition, string? Owner, long Epoch, StreamPosition Offset, long Backlog, long? OldestUncommitted, long Outbox, long Live,
    long DeadLettered, long Fenced, long Missing = 0, long Buried = 0, long ClosedEarly = 0, long Open = 0, long Unremembered = 0);
