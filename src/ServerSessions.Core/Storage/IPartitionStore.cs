namespace ServerSessions.Storage;

/// <summary>Leases, and the state that is committed with the offset it belongs to.</summary>
internal interface IPartitionStore
{
    /// <summary>Takes a partition that is free, or whose lease has expired by the storage's clock; null when another owner has it.
    /// The current owner keeps its epoch.</summary>
    ValueTask<PartitionLease?> AcquireAsync(int partition, string owner, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Renews a lease. False when it is no longer this owner's.</summary>
    ValueTask<bool> RenewAsync(PartitionLease lease, TimeSpan ttl, CancellationToken cancellationToken);

    /// <summary>Releases the partition at once; has no effect when it is no longer this owner's.</summary>
    ValueTask ReleaseAsync(PartitionLease lease, CancellationToken cancellationToken);

    ValueTask<PartitionSnapshot> LoadAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Commits everything as one unit, or nothing. Repeating the same commit is safe.</summary>
    ValueTask<CommitStatus> CommitAsync(PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken);

    /// <summary>Reads the oldest outbox entries that are not acknowledged yet.</summary>
    ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(int partition, int max, CancellationToken cancellationToken);

    /// <summary>Removes outbox entries up to a position (inclusive); false when the lease is no longer this owner's.</summary>
    ValueTask<bool> AcknowledgeOutboxAsync(PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken);

    /// <summary>
    /// Packs the rollups of days (UTC) that lie completely before an hour since 1970. Their content stays the same, and more can still be
    /// added. False when the lease is no longer this owner's. Must not run together with a commit of the same owner.
    /// </summary>
    ValueTask<bool> PackRollupsAsync(PartitionLease lease, IReadOnlyList<string> folds, long beforeHour, CancellationToken cancellationToken);

    /// <summary>
    /// Packs closed journeys, a part of the work at a time: those of days (UTC) that lie completely before an hour since 1970, and of other days with many
    /// single journeys. Reads return the same as before. Must not run together with a commit of the same owner.
    /// </summary>
    ValueTask<PackStatus> PackJourneysAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken);

    ValueTask<PartitionStatus> StatusAsync(int partition, CancellationToken cancellationToken);

    /// <summary>Reads the newest dead letters, newest first.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int partition, int max, CancellationToken cancellationToken);

    /// <summary>Deletes the dead letters of these log positions; missing ones are no error.</summary>
    ValueTask RemoveDeadLettersAsync(int partition, IReadOnlyCollection<StreamPosition> positions, CancellationToken cancellationToken);
}
