namespace ServerSessions.Diagnostics;

/// <summary>State of a partition at its worker's last check. Totals count since the storage was created, not since the start of this process.</summary>
internal readonly record struct PartitionObservation(
    long Backlog, long? OldestUncommitted, long Live, long Outbox, long DeadLettered, long Fenced, long Missing, long Buried, long ClosedEarly, long Unremembered);
