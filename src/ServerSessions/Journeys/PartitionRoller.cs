using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>
/// Rolls one partition while its lease lasts: reads, folds, commits, moves the outbox. Whatever goes wrong, the state is dropped
/// and loaded again from the last commit, so nothing is folded twice and nothing is passed over.
/// </summary>
internal sealed class PartitionRoller(
    ISessionStorage storage, JourneySettings settings, DetectionEngine detection, CatalogStore catalogs, OutboxMover mover,
    RollerOptions options, TimeProvider time, ILogger<PartitionRoller> logger)
{
    private readonly CommitBuilder _commits = new(storage.Partitions, detection.CapacityOf);
    private readonly EventBatchDecoder _decoder = new(new StringPool());
    private readonly Dictionary<StreamPosition, int> _failures = [];
    private readonly List<DeadLetter> _dead = [];
    private string _catalog = "";

    /// <summary>Rolls until the lease is lost or the work is cancelled.</summary>
    public async Task RunAsync(PartitionLease lease, CancellationToken cancellation)
    {
        var snapshot = await storage.LoadAsync(lease.Partition, cancellation);
        var fold = new PartitionFold(lease.Partition, settings, detection);
        foreach (var entry in snapshot.Live)
            Restore(fold, lease.Partition, entry);
        if (fold.AwaitedCatalog is { } version)
            fold.Use(await catalogs.FindAsync(version, cancellation));
        _dead.Clear();
        Log.PartitionTaken(logger, lease.Partition, lease.Epoch, fold.Count);

        var (revision, offset) = (snapshot.Revision, snapshot.Offset);
        if (!await mover.MoveAsync(lease, cancellation))
            return;
        var committed = time.GetTimestamp();
        while (!cancellation.IsCancellationRequested)
        {
            var before = offset;
            (offset, var caughtUp) = await FoldAsync(fold, lease.Partition, offset, cancellation);
            if (caughtUp)
                fold.AdvanceTo((time.GetUtcNow() - options.Margin).ToMicroseconds());
            if (offset != before || !fold.Changes.IsEmpty || _dead.Count > 0)
            {
                var commit = _commits.Build(fold, revision, offset, _catalog, _dead);
                if (await storage.CommitAsync(lease, commit, cancellation) == CommitStatus.Fenced)
                {
                    Log.PartitionLost(logger, lease.Partition);
                    return;
                }

                committed = time.GetTimestamp();
                revision++;
                fold.Changes.Clear();
                _dead.Clear();
                if (commit.Outbox.Count > 0 && !await mover.MoveAsync(lease, cancellation))
                    return;
            }

            if (!caughtUp)
                continue;
            await storage.WaitAsync(lease.Partition, options.IdleWait, cancellation);
            if (options.CommitEvery - time.GetElapsedTime(committed) is var early && early > TimeSpan.Zero)
                await Task.Delay(early, time, cancellation);
        }
    }

    private void Restore(PartitionFold fold, int partition, LiveEntry entry)
    {
        try
        {
            _commits.Restore(fold, entry);
        }
        catch (InvalidMessageException exception)
        {
            // It can never be read: one subject begins anew, and the partition goes on.
            Log.StateUnreadable(logger, partition, entry.Key.Kind, exception);
            fold.Changes.Live.Add(entry.Key);
        }
    }

    private async ValueTask<(StreamPosition Offset, bool CaughtUp)> FoldAsync(
        PartitionFold fold, int partition, StreamPosition offset, CancellationToken cancellation)
    {
        var events = 0;
        while (events < options.EventsPerCommit)
        {
            var entries = await storage.ReadAsync(partition, offset, options.EntriesPerRead, cancellation);
            foreach (var entry in entries)
            {
                events += await FoldAsync(fold, partition, entry, cancellation);
                offset = entry.Position;
            }

            if (entries.Count < options.EntriesPerRead)
                return (offset, true);
            fold.AdvanceTo((entries[^1].Position.Milliseconds * 1000) - options.Margin.ToMicroseconds());
        }

        return (offset, false);
    }

    private async ValueTask<int> FoldAsync(PartitionFold fold, int partition, LogEntry entry, CancellationToken cancellation)
    {
        if (_failures.GetValueOrDefault(entry.Position) >= options.Tries)
        {
            Bury(partition, entry, $"folding it failed {options.Tries} times");
            return 0;
        }

        DecodedBatch batch;
        try
        {
            batch = _decoder.Decode(entry.Batch.Payload);
        }
        catch (InvalidMessageException exception)
        {
            Bury(partition, entry, exception.Message);
            return 0;
        }

        _catalog = batch.Catalog;
        var catalog = await catalogs.FindAsync(batch.Catalog, cancellation);
        try
        {
            Fold(fold, batch, catalog, (entry.Position.Milliseconds * 1000) + options.Ahead.ToMicroseconds());
            return batch.Count;
        }
        catch
        {
            // Half of the entry may be folded: the caller loads the last commit again, and counts how often this entry did it.
            _failures[entry.Position] = _failures.GetValueOrDefault(entry.Position) + 1;
            throw;
        }
    }

    private static void Fold(PartitionFold fold, DecodedBatch batch, EndpointCatalog catalog, long latest)
    {
        foreach (ref readonly var record in batch.Records)
        {
            if (record.IsSignal)
                fold.Apply(record.ToSignal(), catalog);
            else if (record.Event.Time > latest)
                fold.Apply(record.Event with { Time = latest }, catalog);
            else
                fold.Apply(record.Event, catalog);
        }
    }

    private void Bury(int partition, LogEntry entry, string reason)
    {
        _failures.Remove(entry.Position);
        _dead.Add(new DeadLetter(entry.Position, entry.Producer, reason, entry.Batch.Payload));
        Log.DeadLettered(logger, partition, entry.Position.ToString(), reason);
    }
}
