namespace ServerSessions.Storage;

/// <summary>Leases, and the state that is committed with the offset it belongs to.</summary>
internal interface IPartitionStore
{
    /// <summary>Takes a partition that is free, or whose lease has run out by the storage's clock; null when another has it.
    /// The owner that has it already keeps its epoch.</summary>
    ValueTask<PartitionLease?> AcquireAsync(int partition, string owner, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>False when the lease is no longer this owner's.</summary>
    ValueTask<bool> RenewAsync(PartitionLease lease, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Gives the partition back at once; nothing happens when it is no longer this owner's.</summary>
    ValueTask ReleaseAsync(PartitionLease lease, CancellationToken cancellationToken);

    ValueTask<PartitionSnapshot> LoadAsync(int partition, CancellationToken cancellationToken);

    /// <summary>One unit: everything or nothing. Sending the same commit again is safe.</summary>
    ValueTask<CommitStatus> CommitAsync(PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken);

    /// <summary>The oldest outbox entries that are not acknowledged yet.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(int partition, int most, CancellationToken cancellationToken);

    /// <summary>Removes the outbox up to and with a position; false when the lease is no longer this owner's.</summary>
    ValueTask<bool> AcknowledgeOutboxAsync(PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken);

    /// <summary>
    /// Makes rollups of the days (UTC) that lie wholly before an hour since 1970 smaller; what they say stays the same, and more may still be
    /// added. False when the lease is no longer this owner's. Not to be called beside a commit of the same owner.
    /// </summary>
    ValueTask<bool> PackRollupsAsync(PartitionLease lease, IReadOnlyList<string> folds, long beforeHour, CancellationToken cancellationToken);

    /// <summary>
    /// Makes closed journeys smaller, a piece of the work at a time: those of days (UTC) that lie wholly before an hour since 1970, and of others where there
    /// are many. What is read stays the same. Not to be called beside a commit of the same owner.
    /// </summary>
    ValueTask<PackStatus> PackJourneysAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken);

    ValueTask<PartitionStatus> StatusAsync(int partition, CancellationToken cancellationToken);

    /// <summary>The newest dead letters, newest first.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int partition, int most, CancellationToken cancellationToken);
}
