using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// Writes what happened before tracking began: events in the order of their time become journeys, rollups and alerts of a storage, as rollers would have made
/// them at the time. Signals reach their partitions at once, and no alert is delivered or answered: it is long past. It holds the leases of all partitions,
/// so no roller may work meanwhile. Not for use by two threads at once.
/// </summary>
internal sealed class HistoryWriter : IAsyncDisposable
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    private readonly ISessionStorage _storage;
    private readonly EndpointCatalog _catalog;
    private readonly CommitBuilder _commits;
    private readonly ClosedSessions _closed;
    private readonly (PartitionLease Lease, PartitionFold Fold)[] _partitions;
    private readonly long[] _revisions;
    private readonly StreamPosition[] _offsets;
    private long _now = long.MinValue;

    private HistoryWriter(
        ISessionStorage storage, EndpointCatalog catalog, CommitBuilder commits, ClosedSessions closed, (PartitionLease, PartitionFold)[] partitions, IEnumerable<PartitionSnapshot> snapshots)
    {
        (_storage, _catalog, _commits, _closed, _partitions) = (storage, catalog, commits, closed, partitions);
        (_revisions, _offsets) = ([.. snapshots.Select(s => s.Revision)], [.. snapshots.Select(s => s.Offset)]);
    }

    /// <summary>Takes a storage that holds nothing yet; null when it holds journeys or live sessions, or a roller has a partition.</summary>
    public static async Task<HistoryWriter?> TryOpenAsync(
        ISessionStorage storage, JourneySettings settings, DetectionEngine detection, EndpointCatalog catalog, CancellationToken cancellationToken)
    {
        await storage.StartAsync(cancellationToken);
        if (await storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 1), cancellationToken) is not [])
            return null;
        var leases = new List<PartitionLease>();
        var snapshots = new List<PartitionSnapshot>();
        for (var partition = 0; partition < storage.Partitions; partition++)
        {
            if (await storage.AcquireAsync(partition, nameof(HistoryWriter), LeaseTime, cancellationToken) is not { } lease)
                break;
            leases.Add(lease);
            snapshots.Add(await storage.LoadAsync(partition, cancellationToken));
        }

        if (leases.Count == storage.Partitions && snapshots.All(s => s.Live.Count == 0))
            return new HistoryWriter(
                storage, catalog, new CommitBuilder(storage.Partitions, detection.CapacityOf), new ClosedSessions(storage, settings),
                [.. leases.Select(lease => (lease, new PartitionFold(lease.Partition, settings, detection)))], snapshots);
        foreach (var lease in leases)
            await storage.ReleaseAsync(lease, cancellationToken);
        return null;
    }

    /// <summary>Folds an event. What has changed waits for <see cref="CommitAsync"/>.</summary>
    public void Add(in RequestEvent e)
    {
        AdvanceTo(e.Time);
        FoldOf(e.Key).Apply(e, _catalog);
        Signal();
    }

    /// <summary>Lets time pass, Unix microseconds: sessions close and rules wake.</summary>
    public void AdvanceTo(long now)
    {
        if (now <= _now)
            return;
        _now = now;
        foreach (var (_, fold) in _partitions)
            fold.AdvanceTo(now);
        Signal();
    }

    /// <summary>Stores what has changed.</summary>
    /// <exception cref="InvalidOperationException">Another worker has taken a partition.</exception>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        foreach (var (lease, fold) in _partitions)
        {
            if (fold.Changes.IsEmpty)
                continue;
            await _closed.UpdateAsync(lease.Partition, fold, cancellationToken);
            var built = _commits.Build(fold, _revisions[lease.Partition], _offsets[lease.Partition], _catalog.Version, []);
            var commit = built with { Outbox = [.. built.Outbox.Where(item => item.Kind == OutboxKind.UserIndex)] };
            if (await _storage.CommitAsync(lease, commit, cancellationToken) == CommitStatus.Fenced)
                throw new InvalidOperationException($"Another worker has taken partition {lease.Partition}: history is written before any worker starts.");
            _revisions[lease.Partition]++;
            fold.Changes.Clear();
        }
    }

    /// <summary>Gives the partitions back; what was not committed is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (lease, _) in _partitions)
            await _storage.ReleaseAsync(lease, CancellationToken.None);
    }

    private PartitionFold FoldOf(Pseudonym key) => _partitions[PartitionMap.Of(key, _partitions.Length)].Fold;

    private IEnumerable<PartitionFold> FoldsOf(in Signal signal) => signal.IsForAll ? _partitions.Select(p => p.Fold)
        : [signal.Kind == ActorKind.Session && signal.Actor.IsNone ? _partitions[signal.Session.Partition % _partitions.Length].Fold : FoldOf(signal.Actor)];

    // Findings that a signal leads to can produce signals too.
    private void Signal()
    {
        for (var isQuiet = false; !isQuiet;)
        {
            isQuiet = true;
            foreach (var (_, fold) in _partitions)
            {
                if (fold.Changes.Signals.Count == 0)
                    continue;
                isQuiet = false;
                var signals = fold.Changes.Signals.ToArray();
                fold.Changes.Signals.Clear();
                foreach (var signal in signals)
                    foreach (var to in FoldsOf(signal))
                        to.Apply(signal, _catalog);
            }
        }
    }
}
