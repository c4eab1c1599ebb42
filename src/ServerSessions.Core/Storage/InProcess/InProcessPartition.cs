namespace ServerSessions.Storage.InProcess;

/// <summary>One partition. Every operation holds its lock, so a commit is one unit; objects that partitions share have their own locks, which are taken after it.</summary>
internal sealed class InProcessPartition(
    int number, InProcessStorageOptions options, TimeProvider time, TimeProvider waits, JourneyTable journeys, RollupTable rollups)
{
    private const int MaxDeadLetters = 1_000;

    private readonly Lock _lock = new();
    private readonly AppendSignal _appended = new(waits);
    private readonly PositionSource _positions = new(time);
    private readonly EntryLog _log = new();
    private readonly ProducerTable _producers = new(time);
    private readonly LeaseState _lease = new(time, number);
    private readonly Dictionary<LiveKey, ReadOnlyMemory<byte>> _live = [];
    private readonly OpenIndex _openSessions = new();
    private readonly Outbox _outbox = new(time);
    private readonly Queue<DeadLetter> _dead = new();
    private readonly Dictionary<string, DocumentTable> _tables = new(StringComparer.Ordinal);
    private StreamPosition _offset;
    private long _revision;
    private long _commitEpoch;
    private long _deadLettered;
    private long _fenced;
    private long _missing;
    private long _buried;
    private long _closedEarly;
    private long _unremembered;
    private long _givenUpAt;
    private long _open;

    public AppendResult Append(string producer, IReadOnlyList<EventBatch> batches)
    {
        AppendResult result;
        lock (_lock) result = AppendLocked(producer, batches);
        if (result.Status == AppendStatus.Appended)
            _appended.Set();
        return result;
    }

    public LogEntry[] Read(StreamPosition after, int max)
    {
        lock (_lock) return _log.Read(after, max);
    }

    public ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _appended.WaitAsync(atMost, cancellationToken);

    public PartitionLease? Acquire(string owner, TimeSpan ttl)
    {
        lock (_lock) return _lease.Acquire(owner, ttl);
    }

    public bool Renew(PartitionLease lease, TimeSpan ttl)
    {
        lock (_lock) return _lease.Renew(lease, ttl);
    }

    public void Release(PartitionLease lease)
    {
        lock (_lock) _lease.Release(lease);
    }

    public PartitionSnapshot Load()
    {
        lock (_lock) return new PartitionSnapshot(
            _revision, _offset, [.. _live.Select(l => new LiveEntry(l.Key, l.Value))], _producers.Folded(), _givenUpAt);
    }

    public CommitStatus Commit(PartitionLease lease, PartitionCommit commit)
    {
        lock (_lock)
        {
            var holds = _lease.Holds(lease);
            if (holds && commit.Revision == _revision)
            {
                Apply(commit, lease.Epoch);
                return CommitStatus.Committed;
            }
            if (holds && commit.Revision + 1 == _revision && lease.Epoch == _commitEpoch)
                return CommitStatus.AlreadyCommitted;
            _fenced++;
            return CommitStatus.Fenced;
        }
    }

    public OutboxEntry[] ReadOutbox(int max)
    {
        lock (_lock) return _outbox.Read(max);
    }

    public bool Holds(PartitionLease lease)
    {
        lock (_lock)
            return _lease.Holds(lease);
    }

    public bool AcknowledgeOutbox(PartitionLease lease, StreamPosition upTo)
    {
        lock (_lock)
        {
            if (!_lease.Holds(lease))
                return false;
            _outbox.Acknowledge(upTo);
            return true;
        }
    }

    public PartitionStatus Status()
    {
        lock (_lock)
        {
            return new PartitionStatus(
                number, _lease.Owner, _lease.Epoch, _offset, _log.Count, _log.Oldest, _outbox.Count, _live.Count, _deadLettered, _fenced, _missing, _buried, _closedEarly, _open, _unremembered);
        }
    }

    public DeadLetter[] DeadLetters(int max)
    {
        lock (_lock) return [.. _dead.Reverse().Take(Math.Max(0, max))];
    }

    public void RemoveDeadLetters(IReadOnlyCollection<StreamPosition> positions)
    {
        lock (_lock)
        {
            for (var left = _dead.Count; left > 0; left--)
                if (_dead.Dequeue() is var letter && !positions.Contains(letter.Position))
                    _dead.Enqueue(letter);
        }
    }

    public ReadOnlyMemory<byte>? FindLive(LiveKey key)
    {
        lock (_lock) return _live.TryGetValue(key, out var state) ? state : default(ReadOnlyMemory<byte>?);
    }

    public LiveEntry[] ListLive(ActorKind kind)
    {
        lock (_lock) return [.. _live.Where(l => l.Key.Kind == kind).Select(l => new LiveEntry(l.Key, l.Value))];
    }

    public OpenSession[] ListOpen(OpenQuery query)
    {
        lock (_lock) return _openSessions.List(query);
    }

    public Pseudonym? FindOpen(SessionId id)
    {
        lock (_lock) return _openSessions.Find(id);
    }

    public Document? GetDocument(string table, string id)
    {
        lock (_lock) return _tables.GetValueOrDefault(table)?.Get(id);
    }

    public long? PutDocument(string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion)
    {
        lock (_lock) return Table(table).Put(id, order, data, expectedVersion);
    }

    public bool DeleteDocument(string table, string id)
    {
        lock (_lock) return _tables.GetValueOrDefault(table)?.Delete(id) ?? false;
    }

    public IReadOnlyList<Document> ListDocuments(string table, DocumentRange range)
    {
        lock (_lock) return _tables.GetValueOrDefault(table)?.List(range) ?? [];
    }

    public long CountDocuments(string table)
    {
        lock (_lock) return _tables.GetValueOrDefault(table)?.Count ?? 0;
    }

    private AppendResult AppendLocked(string producer, IReadOnlyList<EventBatch> batches)
    {
        var known = _producers.LastOf(producer);
        var last = known;
        var held = 0;
        var isSignals = SignalProducer.Is(producer);
        foreach (var batch in batches)
        {
            if (last == known && batch.LastSequence <= known)
                held++;
            else if (batch.FirstSequence == last + 1 || (isSignals && batch.LastSequence > last))
                last = batch.LastSequence;
            else
                return new AppendResult(AppendStatus.Gap, known);
        }
        if (held == batches.Count)
            return new AppendResult(AppendStatus.Duplicate, known);
        if (_log.Count >= options.MaxBacklog && !isSignals)
            return new AppendResult(AppendStatus.Busy, known);
        foreach (var batch in batches.Skip(held))
            _log.Add(new LogEntry(_positions.Next(), producer, batch with { Payload = batch.Payload.ToArray() }));
        _producers.Set(producer, last);
        return new AppendResult(AppendStatus.Appended, last);
    }

    private void Apply(PartitionCommit commit, long epoch)
    {
        _revision++;
        _commitEpoch = epoch;
        if (commit.Offset > _offset)
            _offset = commit.Offset;
        _log.Trim(_offset);
        foreach (var (key, state) in commit.Live)
        {
            if (state.IsEmpty)
                _live.Remove(key);
            else
                _live[key] = state.ToArray();
        }
        _openSessions.Apply(commit);
        _producers.SetFolded(commit.Folded);
        _missing += commit.Missing;
        _buried += commit.Buried;
        _closedEarly += commit.ClosedEarly;
        _unremembered += commit.Unremembered;
        _open = commit.Open ?? _open;
        _givenUpAt = Math.Max(_givenUpAt, commit.GivenUpAt);
        journeys.Store(commit.Closed);
        rollups.Apply(commit.Rollups);
        foreach (var document in commit.Documents)
            Table(document.Table).Put(document.Id, document.Order, document.Data, expectedVersion: null);
        foreach (var item in commit.Outbox)
            _outbox.Add(item);
        foreach (var letter in commit.Dead)
        {
            _dead.Enqueue(letter with { Payload = letter.Payload.ToArray() });
            _deadLettered++;
        }
        while (_dead.Count > MaxDeadLetters)
            _dead.Dequeue();
    }

    private DocumentTable Table(string name)
    {
        if (!_tables.TryGetValue(name, out var table))
            _tables.Add(name, table = new DocumentTable(name));
        return table;
    }
}
