namespace ServerSessions.Storage.InProcess;

/// <summary>
/// The storage inside the process: nothing to install, bounded, and gone when the process ends. All arguments are
/// copied, so callers can reuse their buffers.
/// </summary>
internal sealed class InProcessStorage : ISessionStorage
{
    private readonly InProcessPartition[] _partitions;
    private readonly JourneyTable _journeys;
    private readonly RollupTable _rollups = new();
    private readonly NotificationTopics _topics;

    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of positions and leases.</param>
    /// <param name="waits">The clock that bounds waits for an append or a notification; null for <paramref name="time"/>.</param>
    public InProcessStorage(InProcessStorageOptions options, TimeProvider time, WaitClock? waits = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Partitions, SessionId.MaxPartitions);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxJourneys, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBacklog, 1);
        var waiting = waits?.Time ?? time;
        _topics = new NotificationTopics(waiting);
        _journeys = new JourneyTable(options.MaxJourneys);
        _partitions = new InProcessPartition[options.Partitions];
        for (var i = 0; i < _partitions.Length; i++)
            _partitions[i] = new InProcessPartition(i, options, time, waiting, _journeys, _rollups);
    }

    public string Name => "in-process";

    public int Partitions => _partitions.Length;

    public long Forgotten => _journeys.Forgotten;

    /// <summary>Journeys that expire or exceed the capacity are removed in one call, which raises the version.</summary>
    public TimeSpan? JourneysKept => null;

    public TimeSpan? RollupsKept => null;

    public ValueTask StartAsync(CancellationToken cancellationToken) => default;

    public ValueTask<AppendResult> AppendAsync(
        int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(producer);
        foreach (var batch in batches)
        {
            if (batch.Count < 1 || batch.FirstSequence < 1)
                throw new ArgumentException($"A batch holds 1 event or more and is numbered from 1 on, but {batch} was given.", nameof(batches));
        }
        return new(Of(partition).Append(producer, batches));
    }

    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(int partition, StreamPosition after, int max, CancellationToken cancellationToken) =>
        new(Of(partition).Read(after, max));

    public ValueTask WaitAsync(int partition, TimeSpan atMost, CancellationToken cancellationToken) =>
        Of(partition).WaitAsync(atMost, cancellationToken);

    public ValueTask<PartitionLease?> AcquireAsync(int partition, string owner, TimeSpan ttl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return new(Of(partition).Acquire(owner, ttl));
    }

    public ValueTask<bool> RenewAsync(PartitionLease lease, TimeSpan ttl, CancellationToken cancellationToken) =>
        new(Of(lease.Partition).Renew(lease, ttl));

    public ValueTask ReleaseAsync(PartitionLease lease, CancellationToken cancellationToken)
    {
        Of(lease.Partition).Release(lease);
        return default;
    }

    public ValueTask<PartitionSnapshot> LoadAsync(int partition, CancellationToken cancellationToken) => new(Of(partition).Load());

    public ValueTask<CommitStatus> CommitAsync(PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken) =>
        new(Of(lease.Partition).Commit(lease, commit));

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(int partition, int max, CancellationToken cancellationToken) =>
        new(Of(partition).ReadOutbox(max));

    public ValueTask<bool> AcknowledgeOutboxAsync(PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken) =>
        new(Of(lease.Partition).AcknowledgeOutbox(lease, upTo));

    /// <summary>Does nothing: packing saves no memory here.</summary>
    public ValueTask<bool> PackRollupsAsync(PartitionLease lease, IReadOnlyList<string> folds, long beforeHour, CancellationToken cancellationToken) =>
        new(Of(lease.Partition).Holds(lease));

    public ValueTask<PackStatus> PackJourneysAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken) =>
        new(Of(lease.Partition).Holds(lease) ? PackStatus.Done : PackStatus.Fenced);

    public ValueTask<PartitionStatus> StatusAsync(int partition, CancellationToken cancellationToken) => new(Of(partition).Status());

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int partition, int max, CancellationToken cancellationToken) =>
        new(Of(partition).DeadLetters(max));

    public ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellationToken) => new(_journeys.List(query));

    public ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellationToken)
    {
        _ = Of(partition);
        return new(_journeys.Scan(partition, scan));
    }

    public ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellationToken) => new(_journeys.Find(id));

    public ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken)
    {
        _journeys.Index(user, sessions);
        return default;
    }

    public ValueTask RemoveAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken)
    {
        _journeys.Remove(sessions);
        return default;
    }

    /// <summary>Storing a journey again leaves nothing of it.</summary>
    public ValueTask RemoveReplacedAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) => default;

    public ValueTask UnindexAsync(Pseudonym user, IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken)
    {
        _journeys.Unindex(user, sessions);
        return default;
    }

    public ValueTask RemoveDeadLettersAsync(int partition, IReadOnlyCollection<StreamPosition> positions, CancellationToken cancellationToken)
    {
        Of(partition).RemoveDeadLetters(positions);
        return default;
    }

    public ValueTask UnindexAsync(Pseudonym user, CancellationToken cancellationToken)
    {
        _journeys.Unindex(user);
        return default;
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindLiveAsync(int partition, LiveKey key, CancellationToken cancellationToken) =>
        new(Of(partition).FindLive(key));

    public ValueTask<IReadOnlyList<LiveEntry>> ListLiveAsync(int partition, ActorKind kind, CancellationToken cancellationToken) =>
        new(Of(partition).ListLive(kind));

    public ValueTask<IReadOnlyList<OpenSession>> ListOpenAsync(int partition, OpenQuery query, CancellationToken cancellationToken) => new(Of(partition).ListOpen(query));

    public ValueTask<Pseudonym?> FindOpenAsync(SessionId id, CancellationToken cancellationToken) =>
        new(id.Partition < Partitions ? Of(id.Partition).FindOpen(id) : null);

    public ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadRollupsAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellationToken) =>
        new(_rollups.Read(fold, fromHour, toHour));

    /// <summary>Journeys before rollups or after them: each number changes under the lock of what it stands for.</summary>
    public ValueTask<string> ReadVersionAsync(long fromDay, long toDay, CancellationToken cancellationToken) =>
        new($"{string.Join(',', _journeys.Versions(fromDay, toDay))};{string.Join(',', _rollups.Versions(fromDay, toDay))}");

    public ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken) =>
        new(Of(partition).GetDocument(table, id));

    public ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken) =>
        new(Of(partition).PutDocument(table, id, order, data, expectedVersion));

    public ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken) =>
        new(Of(partition).DeleteDocument(table, id));

    public ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken) =>
        new(Of(partition).ListDocuments(table, range));

    public ValueTask<long> CountAsync(int partition, string table, CancellationToken cancellationToken) => new(Of(partition).CountDocuments(table));

    public int? MaxDocuments => DocumentTable.MaxDocuments;

    public ValueTask PublishAsync(string topic, CancellationToken cancellationToken)
    {
        _topics.Set(topic);
        return default;
    }

    public ValueTask WaitForAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) => _topics.WaitAsync(topic, atMost, cancellationToken);

    private InProcessPartition Of(int partition) => (uint)partition < (uint)_partitions.Length
        ? _partitions[partition]
        : throw new ArgumentOutOfRangeException(
            nameof(partition), partition, $"There are {_partitions.Length} partitions, numbered from 0.");
}
