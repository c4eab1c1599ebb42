using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Workers;

/// <summary>
/// Takes partitions without an owner, up to this worker's share, and gives back what exceeds it, one at a time. A worker that joins gets only the excess of others;
/// when one leaves or dies, only its own partitions move.
/// </summary>
internal sealed class PartitionBalancer(
    IPartitionStore partitions, int count, WorkerTable table, string self, RollerOptions options, Func<PartitionLease, PartitionHold> hold,
    TimeProvider time, ILogger logger)
{
    private readonly Dictionary<int, PartitionHold> _held = [];
    private readonly Dictionary<int, long> _failed = [];
    private readonly List<int> _order = []; // as they were taken
    private string _members = "";
    private long _membersSince = time.GetTimestamp();
    private long _gave = time.GetTimestamp();
    private long _announced;
    private bool _changed = true;

    /// <summary>Partitions that this worker processes.</summary>
    public IReadOnlyCollection<int> Owned => _held.Keys;

    /// <summary>Whether other workers live, as of the last round.</summary>
    public bool HasOthers => _members.Length > 0;

    /// <summary>One look at who is there, and what follows from it.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        Sweep();
        await AnnounceAsync(cancellationToken);
        var others = await table.OthersAsync(cancellationToken);
        Note(others);
        var free = FairShare.Free(count, self, _held.Keys, others).Where(MayTry).ToList();
        await Task.WhenAll(free.Select(p => TakeAsync(p, cancellationToken)));
        if (FairShare.HasTooMany(count, _held.Count, others) && IsQuiet())
            await GiveBackAsync();
        await AnnounceAsync(cancellationToken);
    }

    /// <summary>Gives everything back, so that others need not wait for the leases to run out.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        // Not awaited one by one: the partitions are not processed until others have them.
        await Task.WhenAll(table.AnnounceAsync([.. _held.Keys], isLeaving: true, cancellationToken).AsTask(), LetGoAsync());
        await table.WithdrawAsync(cancellationToken);
    }

    /// <summary>Stops processing; each partition's lease is given back as soon as the partition is at rest.</summary>
    public async Task LetGoAsync()
    {
        await Task.WhenAll(_held.Values.Select(h => h.LetGoAsync()));
        _held.Clear();
        _order.Clear();
    }

    // Lost to another worker, or failed: tried again later, by any worker below its share.
    private void Sweep()
    {
        foreach (var partition in _held.Where(h => h.Value.Ended.IsCompleted).Select(h => h.Key).ToList())
        {
            _failed[partition] = time.GetTimestamp();
            Remove(partition);
        }
    }

    private bool MayTry(int partition) =>
        !_failed.TryGetValue(partition, out var at) || time.GetElapsedTime(at) >= options.RenewEvery;

    private async Task TakeAsync(int partition, CancellationToken cancellationToken)
    {
        try
        {
            if (await partitions.AcquireAsync(partition, self, options.LeaseTtl, cancellationToken) is not { } lease)
                return;
            var held = hold(lease);
            lock (_held)
            {
                _held.Add(partition, held);
                _order.Add(partition);
                _failed.Remove(partition);
                _changed = true;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Where this partition lives does not answer; the others may.
            lock (_held)
            {
                if (_failed.TryAdd(partition, 0))
                    Log.NotTaken(logger, partition, exception);
                _failed[partition] = time.GetTimestamp();
            }
        }
    }

    private async Task GiveBackAsync()
    {
        var partition = _order[^1];
        var held = _held[partition];
        await held.LetGoAsync();
        Remove(partition);
        _gave = time.GetTimestamp();
        Log.GivenBack(logger, partition, _held.Count);
    }

    // Not while workers come and go, because the share can change in a moment. And one at a time.
    private bool IsQuiet() => time.GetElapsedTime(_membersSince) >= options.LeaseTtl && time.GetElapsedTime(_gave) >= options.RenewEvery;

    private void Note(IReadOnlyList<Worker> others)
    {
        var members = string.Join(' ', others.Where(w => !w.IsLeaving).Select(w => w.Name).Order(StringComparer.Ordinal));
        if (members == _members)
            return;
        _members = members;
        _membersSince = time.GetTimestamp();
        Log.WorkersChanged(logger, 1 + others.Count(w => !w.IsLeaving), FairShare.Of(count, 1 + others.Count(w => !w.IsLeaving)), count);
    }

    private async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        if (!_changed && time.GetElapsedTime(_announced) < options.AnnounceEvery)
            return;
        await table.AnnounceAsync(_held.Keys, isLeaving: false, cancellationToken);
        _announced = time.GetTimestamp();
        _changed = false;
    }

    private void Remove(int partition)
    {
        _held.Remove(partition);
        _order.Remove(partition);
        _changed = true;
    }
}
