using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>The storage on Redis, a single server or a cluster. Its layout and its scripts: docs/architecture.md.</summary>
internal sealed class RedisStorage : ISessionStorage, IDisposable
{
    /// <summary>Version of the layout of keys; another one cannot be read.</summary>
    public const int Layout = 2;

    public const string StorageName = "redis";

    private readonly RedisStorageOptions _options;
    private readonly RedisCalls _calls;
    private readonly RedisKeys[] _keys;
    private readonly AppendSignal[] _signals;
    private readonly RedisEventLog _log;
    private readonly RedisPartitions _partitions;
    private readonly RedisOpenSessions _open;
    private readonly RedisJourneys _journeys;
    private readonly JourneyCompactor _compactor;
    private readonly RedisRollups _rollups;
    private readonly RedisDocuments _documents;
    private readonly RedisVersions _versions;
    private readonly RedisNotifications _notifications;
    private readonly ILogger<RedisStorage> _logger;
    private readonly SemaphoreSlim _starting = new(1);
    private volatile bool _isStarted;

    public RedisStorage(RedisStorageOptions options, int partitions, RedisConnection connection, TimeProvider time, ILogger<RedisStorage> logger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partitions, SessionId.MaxPartitions);
        _options = options;
        _logger = logger;
        Partitions = partitions;
        RedisKeys[] keys = _keys = [.. Enumerable.Range(0, partitions).Select(p => new RedisKeys(options.Prefix, p))];
        _signals = [.. keys.Select(_ => new AppendSignal(time))];
        // One lane for each partition, and one for calls that belong to none.
        _calls = new RedisCalls(connection, options.Timeout, partitions + 1, time);
        _notifications = new RedisNotifications(_calls, connection, options, _signals, time, logger);
        _log = new RedisEventLog(_calls, keys, _notifications, options.MaxBacklog, _signals);
        _partitions = new RedisPartitions(_calls, keys, options, _signals, time);
        _open = new RedisOpenSessions(_calls, keys);
        var days = new JourneyDays(_calls, keys);
        _compactor = new JourneyCompactor(_calls, keys, days, options);
        _journeys = new RedisJourneys(_calls, keys, days, key => PartitionMap.Of(key, partitions), options);
        _rollups = new RedisRollups(_calls, keys);
        _documents = new RedisDocuments(_calls, keys);
        _versions = new RedisVersions(_calls, keys);
    }

    public string Name => StorageName;

    public int Partitions { get; }

    public long Forgotten => 0;

    public TimeSpan? JourneysKept => _options.JourneyRetention;

    public TimeSpan? RollupsKept => _options.RollupRetention;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_isStarted)
            return;
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_isStarted)
                return;
            await RedisCommandCheck.RunAsync(_calls, Partitions, RedisKeys.Config(_options.Prefix), cancellationToken);
            await CheckLayoutAsync(cancellationToken);
            await RedisServerCheck.RunAsync(_calls, _keys, _logger, cancellationToken);
            await _notifications.SubscribeAsync(cancellationToken);
            _isStarted = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    public ValueTask<AppendResult> AppendAsync(int partition, string producer, IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(producer);
        foreach (var batch in batches)
            if (batch.Count < 1 || batch.FirstSequence < 1)
                throw new ArgumentException($"A batch holds 1 event or more and is numbered from 1 on, but {batch} was given.", nameof(batches));
        return _log.AppendAsync(Checked(partition), producer, batches, cancellationToken);
    }

    public ValueTask<IReadOnlyList<LogEntry>> ReadAsync(int partition, StreamPosition after, int max, CancellationToken cancellationToken) =>
        _log.ReadAsync(Checked(partition), after, max, cancellationToken);

    public ValueTask WaitAsync(int partition, TimeSpan atMost, CancellationToken cancellationToken) =>
        _log.WaitAsync(Checked(partition), atMost, cancellationToken);

    public ValueTask<PartitionLease?> AcquireAsync(int partition, string owner, TimeSpan ttl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return _partitions.AcquireAsync(Checked(partition), owner, ttl, cancellationToken);
    }

    public ValueTask<bool> RenewAsync(PartitionLease lease, TimeSpan ttl, CancellationToken cancellationToken) =>
        _partitions.RenewAsync(lease, ttl, cancellationToken);

    public ValueTask ReleaseAsync(PartitionLease lease, CancellationToken cancellationToken) => _partitions.ReleaseAsync(lease, cancellationToken);

    public ValueTask<PartitionSnapshot> LoadAsync(int partition, CancellationToken cancellationToken) =>
        _partitions.LoadAsync(Checked(partition), cancellationToken);

    public ValueTask<CommitStatus> CommitAsync(PartitionLease lease, PartitionCommit commit, CancellationToken cancellationToken) =>
        _partitions.CommitAsync(lease, commit, cancellationToken);

    public ValueTask<IReadOnlyList<OutboxEntry>> ReadOutboxAsync(int partition, int max, CancellationToken cancellationToken) =>
        _partitions.ReadOutboxAsync(Checked(partition), max, cancellationToken);

    public ValueTask<bool> AcknowledgeOutboxAsync(PartitionLease lease, StreamPosition upTo, CancellationToken cancellationToken) =>
        _partitions.AcknowledgeOutboxAsync(lease, upTo, cancellationToken);

    public ValueTask<bool> PackRollupsAsync(PartitionLease lease, IReadOnlyList<string> folds, long beforeHour, CancellationToken cancellationToken) =>
        _rollups.PackAsync(lease, folds, RedisRollups.DayOf(beforeHour), cancellationToken);

    public ValueTask<PackStatus> PackJourneysAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken) =>
        _compactor.PackAsync(lease, RedisRollups.DayOf(beforeHour), cancellationToken);

    public ValueTask<PartitionStatus> StatusAsync(int partition, CancellationToken cancellationToken) =>
        _partitions.StatusAsync(Checked(partition), cancellationToken);

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int partition, int max, CancellationToken cancellationToken) =>
        _partitions.DeadLettersAsync(Checked(partition), max, cancellationToken);

    public ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellationToken) =>
        _journeys.ListAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellationToken) =>
        _journeys.ScanAsync(Checked(partition), scan, cancellationToken);

    public ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellationToken) => _journeys.FindAsync(id, cancellationToken);

    public ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken) =>
        _journeys.IndexAsync(user, sessions, cancellationToken);

    public ValueTask RemoveAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) => _compactor.RemoveAsync(sessions, cancellationToken);

    public ValueTask UnindexAsync(Pseudonym user, CancellationToken cancellationToken) => _journeys.UnindexAsync(user, cancellationToken);

    public ValueTask UnindexAsync(Pseudonym user, IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) =>
        _journeys.UnindexAsync(user, sessions, cancellationToken);

    public ValueTask RemoveReplacedAsync(IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken) =>
        _compactor.RemoveReplacedAsync(sessions, cancellationToken);

    public ValueTask RemoveDeadLettersAsync(int partition, IReadOnlyCollection<StreamPosition> positions, CancellationToken cancellationToken) =>
        _partitions.RemoveDeadLettersAsync(Checked(partition), positions, cancellationToken);

    public ValueTask<ReadOnlyMemory<byte>?> FindLiveAsync(int partition, LiveKey key, CancellationToken cancellationToken) =>
        _partitions.FindLiveAsync(Checked(partition), key, cancellationToken);

    public async ValueTask<IReadOnlyList<LiveEntry>> ListLiveAsync(int partition, ActorKind kind, CancellationToken cancellationToken) =>
        await _partitions.LiveAsync(Checked(partition), kind, cancellationToken);

    public ValueTask<IReadOnlyList<OpenSession>> ListOpenAsync(int partition, OpenQuery query, CancellationToken cancellationToken) =>
        _open.ListAsync(Checked(partition), query, cancellationToken);

    public ValueTask<Pseudonym?> FindOpenAsync(SessionId id, CancellationToken cancellationToken) => _open.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyDictionary<long, IReadOnlyDictionary<string, long>>> ReadRollupsAsync(
        string fold, long fromHour, long toHour, CancellationToken cancellationToken) =>
        _rollups.ReadAsync(fold, fromHour, toHour, cancellationToken);

    public ValueTask<string> ReadVersionAsync(long fromDay, long toDay, CancellationToken cancellationToken) =>
        _versions.ReadAsync(fromDay, toDay, cancellationToken);

    public ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken) =>
        _documents.GetAsync(Checked(partition), table, id, cancellationToken);

    public ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken) =>
        _documents.PutAsync(Checked(partition), table, id, order, data, expectedVersion, cancellationToken);

    public ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken) =>
        _documents.DeleteAsync(Checked(partition), table, id, cancellationToken);

    public ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken) =>
        _documents.ListAsync(Checked(partition), table, range, cancellationToken);

    public ValueTask<long> CountAsync(int partition, string table, CancellationToken cancellationToken) =>
        _documents.CountAsync(Checked(partition), table, cancellationToken);

    public int? MaxDocuments => null;

    public ValueTask PublishAsync(string topic, CancellationToken cancellationToken) => _notifications.PublishAsync(topic, cancellationToken);

    public ValueTask WaitForAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) => _notifications.WaitForAsync(topic, atMost, cancellationToken);

    public void Dispose()
    {
        _notifications.Dispose();
        _starting.Dispose();
    }

    private int Checked(int partition) => (uint)partition < (uint)Partitions
        ? partition
        : throw new ArgumentOutOfRangeException(nameof(partition), partition, $"There are {Partitions} partitions, numbered from 0.");

    private async ValueTask CheckLayoutAsync(CancellationToken cancellationToken)
    {
        RedisKey key = RedisKeys.Config(_options.Prefix);
        var stored = RedisValues.List(await _calls.RunAsync(Partitions, RedisScript.Configure, [key], [Partitions, Layout], cancellationToken));
        if (RedisValues.Number(stored[1]) is not Layout and var layout)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"Redis holds session data of layout {layout} below the prefix \"{_options.Prefix}\", and this version reads layout {Layout}. Use the version that wrote it, or another Prefix."));
        if (RedisValues.Number(stored[0]) is var partitions && partitions != Partitions)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture,
                $"SessionProcessingOptions.Partitions is {Partitions}, but the session data in Redis below the prefix \"{_options.Prefix}\" has {partitions} partitions, fixed when it was first used. Set Partitions to {partitions}, or use another Prefix."));
    }
}
