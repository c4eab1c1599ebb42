using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Alerts;

/// <summary>Looks for due deliveries in all partitions, when told and at the latest after a poll's wait, and feeds the targets' queues.</summary>
internal sealed class AlertDeliveryService(
    DeliveryTargets targets, DeliveryStore store, EndpointStates states, DeliverySender sender, OrphanedDeliveries orphaned, DeliveryWake wake,
    Func<int> partitions, AlertMetrics metrics, TimeProvider time, ILogger<AlertDeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, TargetQueue> _queues =
        targets.All.ToFrozenDictionary(target => target.Id, target => new TargetQueue(target), StringComparer.Ordinal);
    private readonly CancellationTokenSource _abort = new();

    private bool _scanFails;
    private bool _storageFails;

    /// <summary>Delivering has ended by a fault of ours.</summary>
    public bool HasFailed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var workers = _queues.Values.Select(queue =>
            queue.RunAsync(
                (target, key) => sender.TryAsync(target, key, _abort.Token), key => wake.Partition(key.Partition), stoppingToken)).ToArray();
        try
        {
            await ScanLoopAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.Stopping(_queues.Values.Sum(queue => queue.Count));
        }
        catch (Exception exception)
        {
            // Rethrown it would stop the application, and our failure is never its failure.
            HasFailed = true;
            log.DeliveryEnded(exception);
        }
        await Task.WhenAll(workers);
    }

    /// <summary>Attempts under way may end within the host's patience; those cut off are due again when their claim lapses.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var cut = cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _abort.Dispose();
    }

    private async Task ScanLoopAsync(CancellationToken stopping)
    {
        var pollAt = time.GetUtcNow();
        await using var poll = time.CreateTimer(_ => wake.All(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        while (true)
        {
            // A hint must not put off the poll of the other partitions; it may only bring it forward.
            var hinted = await wake.NextAsync(stopping);
            var next = await ScanAsync(hinted, stopping);
            if (hinted is null) pollAt = time.GetUtcNow() + LongestWait * (0.8 + 0.2 * Random.Shared.NextDouble());
            if (next < pollAt) pollAt = next.Value;
            var wait = pollAt - time.GetUtcNow();
            poll.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task<DateTimeOffset?> ScanAsync(IReadOnlyCollection<int>? hinted, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        IEnumerable<int> looked = hinted ?? [];
        _scanFails = false;
        if (hinted is null)
            await GuardedAsync(async () =>
            {
                looked = Enumerable.Range(0, partitions());
                await ReadStatesAsync(stopping);
            }, stopping);
        foreach (var partition in looked)
            await GuardedAsync(async () =>
            {
                var due = await ScanAsync(partition, stopping);
                if (due < next || next is null) next = due ?? next;
            }, stopping);
        if (_storageFails && hinted is null && !_scanFails)
        {
            _storageFails = false;
            log.ScanRecovered();
        }

        return next;
    }

    private async Task<DateTimeOffset?> ScanAsync(int partition, CancellationToken stopping)
    {
        var orphans = new List<DeliveryKey>();
        var next = await store.ScanAsync(partition, time.GetUtcNow(), key => Offer(key, orphans), stopping);
        foreach (var key in orphans) await orphaned.PutOffAsync(key, stopping);
        return next;
    }

    private async Task ReadStatesAsync(CancellationToken stopping)
    {
        foreach (var target in targets.All)
            if (target.CanBeDisabled) await states.ReadAsync(target.Id, stopping);
    }

    // One partition whose storage fails must not keep the others from being looked at.
    private async Task GuardedAsync(Func<Task> work, CancellationToken stopping)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            metrics.StorageFailed();
            if (!_storageFails)
                log.ScanFailed(exception);
            (_scanFails, _storageFails) = (true, true);
        }
    }

    private void Offer(DeliveryKey key, List<DeliveryKey> orphans)
    {
        if (!_queues.TryGetValue(key.Target, out var queue)) orphans.Add(key);
        else if (!queue.Offer(key)) metrics.Deferred(key.Target);
    }
}
