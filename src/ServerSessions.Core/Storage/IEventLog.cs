namespace ServerSessions.Storage;

/// <summary>The partitioned log of events. Every call can be repeated after any error, because (producer, sequence) guards appends.</summary>
internal interface IEventLog
{
    /// <summary>Number of partitions, fixed when the storage was first used.</summary>
    int Partitions { get; }

    /// <summary>
    /// Appends batches, given in the order of their sequence, as a unit: all are written or none. Batches that the log holds
    /// already are left out; a batch must not contain the last stored sequence in its middle (that is a Gap).
    /// Of a <see cref="SignalProducer"/> it may, and numbers may be missing before it: the reader leaves out what it has folded, and counts what is missing.
    /// </summary>
    ValueTask<AppendResult> AppendAsync(int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken);

    /// <summary>Reads up to <paramref name="max"/> entries after a position, oldest first; empty when there are none.</summary>
    ValueTask<IReadOnlyList<LogEntry>> ReadAsync(int partition, StreamPosition after, int max, CancellationToken cancellationToken);

    /// <summary>Returns when something may have been appended, at the latest after <paramref name="atMost"/>. It can return without an append.</summary>
    ValueTask WaitAsync(int partition, TimeSpan atMost, CancellationToken cancellationToken);
}
