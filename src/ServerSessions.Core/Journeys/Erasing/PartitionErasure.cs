using Microsoft.Extensions.Logging;
using ServerSessions.Privacy;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Erasing;

/// <summary>
/// Erases a person from what a partition keeps, for the partition's owner, between two commits. It goes on where it stopped, and another owner begins anew: everything here may be
/// done twice. A failure is tried again and never stops the partition.
/// </summary>
internal sealed class PartitionErasure(ISessionStorage storage, IReadOnlyList<IPersonalRecords> records, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly ErasedJourneys _journeys = new(storage);
    private long _failed;

    /// <summary>Loads what the partition's owner before knew of erasures.</summary>
    public async ValueTask RestoreAsync(PartitionFold fold, int partition, CancellationToken cancellationToken)
    {
        (long, string)? after = null;
        while (await storage.ListAsync(partition, ErasurePart.Table, new DocumentRange(long.MinValue, long.MaxValue, 100, After: after), cancellationToken) is { Count: > 0 } page)
        {
            foreach (var document in page)
            {
                try
                {
                    fold.Erasures.Restore(ErasurePart.Read(document));
                }
                catch (FormatException exception)
                {
                    Log.ErasureUnreadable(logger, partition, exception);
                }
            }

            after = (page[^1].Order, page[^1].Id);
        }
    }

    /// <summary>Goes on with the erasure that runs, if one does. The outbox must be empty, so that nothing of what is erased leaves the partition later.</summary>
    /// <returns>Whether there is more to be done at once.</returns>
    public async ValueTask<bool> ContinueAsync(PartitionFold fold, int partition, CancellationToken cancellationToken)
    {
        if (fold.Erasures.Unfinished is not { } erasure || (_failed != 0 && time.GetElapsedTime(_failed) < Again))
            return false;
        var before = erasure.Part;
        try
        {
            if (!await _journeys.ContinueAsync(partition, erasure, fold.Changes, cancellationToken))
            {
                if (!ReferenceEquals(erasure.Part, before))
                    fold.Erasures.Change(erasure);
                return true;
            }

            foreach (var record in erasure.Part.OnlyJourneys ? [] : records)
                erasure.Count(record.Name, await record.EraseAsync(partition, erasure.Person, cancellationToken));
            fold.Erasures.Finish(erasure);
            _failed = 0;
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_failed == 0)
                Log.ErasureFailing(logger, partition, exception);
            _failed = time.GetTimestamp();
            return false;
        }
    }

    /// <summary>Deletes what is remembered of erasures that are so old that nothing of before them can arrive.</summary>
    public async ValueTask ForgetAsync(PartitionFold fold, int partition, long now, CancellationToken cancellationToken)
    {
        while (fold.Erasures.TryForget(now, out var old))
            await storage.DeleteAsync(partition, ErasurePart.Table, old.Id, cancellationToken);
    }
}
