namespace ServerSessions.Diagnostics;

/// <summary>How a partition stood when its worker looked last. What counts since the beginning is of the storage, not of this process.</summary>
internal readonly record struct PartitionObservation(
    long Backlog, long? OldestUncommitted, long Live, long Outbox, long DeadLettered, long Fenced, long Missing, long Buried, long ClosedEarly, long Unremembered);
