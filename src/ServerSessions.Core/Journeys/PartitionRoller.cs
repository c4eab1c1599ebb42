using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>
/// Processes one partition while its lease lasts: reads, folds, commits, moves the outbox. After any failure, the state is dropped and loaded again from the last
/// commit, so nothing is folded twice and nothing is skipped. An instance whose fold was abandoned is not used again.
/// </summary>
internal sealed class PartitionRoller(
    ISessionStorage storage, JourneySettings settings, DetectionEngine detection, CatalogStore catalogs, OutboxMover mover,
    RollerOptions options, TimeProvider time, ILogger<PartitionRoller> logger, RollProgress? progress = null, IEnumerable<IPersonalRecords>? personal = null)
{
    private static readonly TimeSpan PackAfter = TimeSpan.FromMinutes(5);

    private readonly CommitBuilder _commits = new(storage.Partitions, detection.CapacityOf);
    private readonly EventBatchDecoder _decoder = new(new StringPool());
    private readonly ClosedSessions _closed = new(storage, settings);
    private readonly PartitionErasure _erasing = new(storage, [.. personal ?? []], time, logger);
    private readonly Dictionary<StreamPosition, EntryFailures> _failures = [];
    private readonly List<DeadLetter> _dead = [];
    private readonly ProducerProgress _progress = new();
    private string _catalog = "";
    private bool _isUnpackable;
    private long _buriedEvents;
    private long _buried;
    private long _toldBuried;

    /// <summary>
    /// Processes until the lease is lost or the work is cancelled. On cancellation it processes what has been read and ends at a commit: otherwise the next worker
    /// would process it again, and later.
    /// </summary>
    /// <exception cref="FoldAbandonedException">A detector of the application did not return in time: a new instance continues from the last commit.</exception>
    public async Task RunAsync(PartitionLease lease, CancellationToken cancellationToken)
    {
        var snapshot = await storage.LoadAsync(lease.Partition, cancellationToken);
        var fold = new PartitionFold(lease.Partition, settings, detection);
        using var runner = new FoldRunner(fold, detection, time, cancellationToken);
        foreach (var entry in snapshot.Live)
            Restore(fold, lease.Partition, entry);
        if (fold.AwaitedCatalog is { } version)
            fold.Use(await catalogs.FindAsync(version, cancellationToken));
        fold.Restore(snapshot.GivenUpAt);
        await _erasing.RestoreAsync(fold, lease.Partition, cancellationToken);
        _dead.Clear();
        _buriedEvents = 0;
        _progress.Begin(snapshot.Folded);
        Log.PartitionTaken(logger, lease.Partition, lease.Epoch, fold.Count);

        var (revision, offset) = (snapshot.Revision, snapshot.Offset);
        // Reports that the last owner has not sent go with the first commit, because every round trip delays a partition that changes hands.
        var (moved, unmoved) = (MoveResult.Done, 1);
        var compacted = time.GetTimestamp();
        // The first commit does not wait for its turn: the last one was the last owner's.
        var committed = Before(options.CommitEvery);
        // Soon after a change of workers, and not in the rush of it.
        var packed = Before(options.PackEvery - PackAfter);
        while (moved != MoveResult.LeaseLost)
        {
            if (moved == MoveResult.Later && unmoved > options.MaxUnmoved)
            {
                await Task.Delay(options.IdleWait, time, cancellationToken);
                moved = await mover.MoveAsync(lease, cancellationToken);
                continue;
            }

            var before = offset;
            (offset, var caughtUp) = await FoldAsync(runner, lease.Partition, offset);
            var now = time.GetUtcNow();
            if (caughtUp)
                await runner.AdvanceToAsync((now - options.Margin).ToMicroseconds());
            if (offset != before || !fold.Changes.IsEmpty || _dead.Count > 0)
            {
                await _closed.UpdateAsync(lease.Partition, fold, CancellationToken.None);
                var commit = _commits.Build(fold, revision, offset, _catalog, _dead) with { Folded = _progress.Changed, Missing = _progress.Missing, Buried = _buriedEvents };
                using var activity = BackgroundActivities.Commit(lease.Partition);
                if (await storage.CommitAsync(lease, commit, CancellationToken.None) == CommitStatus.Fenced)
                {
                    Log.PartitionLost(logger, lease.Partition);
                    return;
                }

                committed = time.GetTimestamp();
                progress?.Committed();
                revision++;
                if (fold.Changes.Erasures.Count > 0)
                    await storage.PublishAsync(ErasurePart.Topic, CancellationToken.None);
                fold.Changes.Clear();
                _progress.Committed();
                _dead.Clear();
                _buriedEvents = 0;
                unmoved += commit.Outbox.Count;
            }

            if (cancellationToken.IsCancellationRequested)
                return;
            if (unmoved > 0 || moved == MoveResult.Later)
                moved = await mover.MoveAsync(lease, cancellationToken);
            var isErasing = false;
            if (moved == MoveResult.Done)
            {
                unmoved = 0;
                isErasing = await _erasing.ContinueAsync(fold, lease.Partition, cancellationToken);
                await _erasing.ForgetAsync(fold, lease.Partition, now.ToMicroseconds(), cancellationToken);
            }

            // A session closes at the latest a day and a timeout after it began.
            var over = (time.GetUtcNow() - settings.MaxOpenDuration).ToUnixTimeSeconds() / 3600;
            if (time.GetElapsedTime(compacted) >= options.PackJourneysEvery)
            {
                var status = await PackJourneysAsync(lease, over, cancellationToken);
                if (status == PackStatus.Fenced)
                {
                    Log.PartitionLost(logger, lease.Partition);
                    return;
                }

                if (status == PackStatus.Done)
                    compacted = time.GetTimestamp();
            }

            if (time.GetElapsedTime(packed) >= options.PackEvery)
            {
                // Today too: most fields of a day repeat in each of its hours.
                var tomorrow = ((time.GetUtcNow().ToUnixTimeSeconds() / 86_400) + 1) * 24;
                if (!await PackRollupsAsync(lease, tomorrow, cancellationToken))
                {
                    Log.PartitionLost(logger, lease.Partition);
                    return;
                }

                packed = time.GetTimestamp();
            }

            if (!caughtUp || isErasing)
                continue;

            progress?.Rested(lease.Partition, now);
            await RestAsync(lease.Partition, committed, cancellationToken);
        }
    }

    private long Before(TimeSpan span) => time.GetTimestamp() - (long)(span.TotalSeconds * time.TimestampFrequency);

    // Being let go ends the rest early, and there is one more commit.
    private async ValueTask RestAsync(int partition, long committed, CancellationToken cancellationToken)
    {
        try
        {
            await storage.WaitAsync(partition, options.IdleWait, cancellationToken);
            if (options.CommitEvery - time.GetElapsedTime(committed) is var early && early > TimeSpan.Zero)
                await Task.Delay(early, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async ValueTask<bool> PackRollupsAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken)
    {
        try
        {
            return await storage.PackRollupsAsync(lease, CommitBuilder.Rollups(settings.Insights), beforeHour, cancellationToken);
        }
        catch (InvalidMessageException exception)
        {
            // They take more memory, and the partition goes on.
            Log.RollupsNotPacked(logger, lease.Partition, exception);
            return true;
        }
    }

    private async ValueTask<PackStatus> PackJourneysAsync(PartitionLease lease, long beforeHour, CancellationToken cancellationToken)
    {
        try
        {
            var status = await storage.PackJourneysAsync(lease, beforeHour, cancellationToken);
            _isUnpackable = false;
            return status;
        }
        catch (InvalidMessageException exception)
        {
            // Journeys stand alone then, and the partition goes on.
            if (!_isUnpackable)
                Log.NotPacked(logger, lease.Partition, exception);
            _isUnpackable = true;
            return PackStatus.Done;
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
        FoldRunner runner, int partition, StreamPosition offset)
    {
        var events = 0;
        while (events < options.EventsPerCommit && runner.Fold.Changes.Live.Count < options.SubjectsPerCommit)
        {
            var entries = await storage.ReadAsync(partition, offset, options.EntriesPerRead, CancellationToken.None);
            foreach (var entry in entries)
            {
                events += await FoldAsync(runner, partition, entry);
                offset = entry.Position;
            }

            if (entries.Count < options.EntriesPerRead)
                return (offset, true);
            await runner.AdvanceToAsync((entries[^1].Position.Milliseconds * 1000) - options.Margin.ToMicroseconds());
        }

        return (offset, false);
    }

    private async ValueTask<int> FoldAsync(FoldRunner runner, int partition, LogEntry entry)
    {
        if (Decode(runner.Fold, partition, entry) is not { } batch)
            return 0;
        if (_progress.Note(entry) is not { } noted)
        {
            Bury(partition, entry, $"its number {entry.Batch.FirstSequence} is far beyond the last one of its producer");
            return 0;
        }

        if (noted.Missing > 0)
            Log.EventsMissing(logger, partition, entry.Producer, noted.Missing);
        _catalog = batch.Catalog;
        var catalog = await catalogs.FindAsync(batch.Catalog, CancellationToken.None);
        var latest = (entry.Position.Milliseconds * 1000) + options.Ahead.ToMicroseconds();
        var failures = _failures.GetValueOrDefault(entry.Position);
        runner.Fold.Clock = time.GetUtcNow();
        var folding = new BatchFold(runner.Fold, batch, Math.Min(noted.Known, batch.Count), failures, catalog, latest);
        try
        {
            await runner.FoldAsync(folding);
        }
        catch (Exception exception) when (exception is not FoldAbandonedException)
        {
            // Half of the record may be folded: the caller loads the last commit again, and counts how often this record did it.
            if (failures is null)
                _failures.Add(entry.Position, failures = new EntryFailures(options.Tries));
            failures.Fail(folding.Record, exception);
            throw;
        }

        _failures.Remove(entry.Position);
        if (folding.Lost > 0)
            Bury(partition, entry, $"{folding.Lost} of its {batch.Count} events could not be folded: {failures!.Reason}", folding.Lost);
        return batch.Count;
    }

    // Null when the entry was put to the dead letters.
    private DecodedBatch? Decode(PartitionFold fold, int partition, in LogEntry entry)
    {
        if (!ProducerProgress.IsSound(entry))
        {
            Bury(partition, entry, "it has no producer, or no number and count of events");
            return null;
        }

        try
        {
            var batch = _decoder.Decode(entry.Batch.Payload);
            if (batch.Count + batch.Skipped != entry.Batch.Count)
                throw new InvalidMessageException($"It is said to hold {entry.Batch.Count} events and holds {batch.Count + batch.Skipped}.");
            return batch;
        }
        catch (InvalidMessageException exception)
        {
            // Its numbers are used up, or the next entry would seem to come after a hole. Those that cannot be its own are counted as that hole.
            var isNext = _progress.Follows(entry);
            if (isNext)
            {
                _progress.Note(entry);
                foreach (ref readonly var visitor in _decoder.Visitors)
                    fold.Miss(visitor.Key, entry.Position.Milliseconds * 1000);
            }

            Bury(partition, entry, exception.Message, isNext ? entry.Batch.Count : 0);
            return null;
        }
    }

    private void Bury(int partition, LogEntry entry, string reason, int events = 0)
    {
        _buriedEvents += events;
        var payload = entry.Batch.Payload;
        _dead.Add(new DeadLetter(entry.Position, entry.Producer, reason, payload[..Math.Min(payload.Length, options.DeadLetterBytes)]));
        _buried++;
        // A flood of them is one piece of news.
        var now = time.GetTimestamp();
        if (_toldBuried != 0 && time.GetElapsedTime(_toldBuried, now) < TimeSpan.FromMinutes(1))
            return;
        _toldBuried = now;
        Log.DeadLettered(logger, partition, entry.Position.ToString(), _buried, reason);
        _buried = 0;
    }
}
