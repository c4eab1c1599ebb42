using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts;

/// <summary>Finds due deliveries in all partitions, after a notification and at the latest after the polling interval, and adds them to the targets' queues.</summary>
internal sealed class AlertDeliveryService(
    DeliveryTargets targets, DeliveryStore store, EndpointStates states, DeliverySender sender, OrphanedDeliveries orphaned, FloodSummaries floods, DeliverySignal wake,
    PartitionCount partitions, AlertMetrics metrics, TimeProvider time, ILogger<AlertDeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    // Used by the loop alone.
    private readonly Dictionary<string, TargetQueue> _queues = new(StringComparer.Ordinal);
    private readonly List<Task> _workers = [];
    private readonly CancellationTokenSource _abort = new();

    private bool _scanFails;
    private bool _storageFails;

    /// <summary>Whether delivery has stopped because of an error in session tracking.</summary>
    public bool HasFailed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
            // Rethrown, it would stop the application; our failure must never be the application's.
            HasFailed = true;
            log.DeliveryEnded(exception);
        }
        await Task.WhenAll(_workers);
    }

    /// <summary>Running attempts may end within the host's shutdown timeout. Attempts that are cut off are due again when their claim expires.</summary>
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
            // A notification must not delay the poll of the other partitions; it may only bring it forward.
            var notified = await wake.NextAsync(stopping);
            var next = await ScanAsync(notified, stopping);
            if (notified is null) pollAt = time.GetUtcNow() + MaxWait * (0.8 + 0.2 * Random.Shared.NextDouble());
            if (next < pollAt) pollAt = next.Value;
            var wait = pollAt - time.GetUtcNow();
            poll.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task<DateTimeOffset?> ScanAsync(IReadOnlyCollection<int>? notified, CancellationToken stopping)
    {
        DateTimeOffset? next = null;
        IEnumerable<int> looked = notified ?? [];
        _scanFails = false;
        if (notified is null)
            await GuardedAsync(async () =>
            {
                looked = Enumerable.Range(0, partitions());
                await targets.RefreshAsync(now: true, stopping);
                await ReadStatesAsync(stopping);
                await floods.SendAsync(stopping);
            }, stopping);
        foreach (var partition in looked)
            await GuardedAsync(async () =>
            {
                var due = await ScanAsync(partition, stopping);
                if (due < next || next is null) next = due ?? next;
            }, stopping);
        if (_storageFails && notified is null && !_scanFails)
        {
            _storageFails = false;
            log.ScanRecovered();
        }

        return next;
    }

    private async Task<DateTimeOffset?> ScanAsync(int partition, CancellationToken stopping)
    {
        var orphans = new List<DeliveryKey>();
        var next = await store.ScanAsync(partition, time.GetUtcNow(), key => Offer(key, orphans, stopping), stopping);
        foreach (var key in orphans) await orphaned.PutOffAsync(key, stopping);
        return next;
    }

    private async Task ReadStatesAsync(CancellationToken stopping)
    {
        foreach (var target in targets.All)
            if (target.CanBeDisabled) await states.ReadAsync(target.Id, stopping);
    }

    // A storage error in one partition must not stop the others.
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

    private void Offer(DeliveryKey key, List<DeliveryKey> orphans, CancellationToken stopping)
    {
        if (targets.Find(key.Target) is not { } target)
        {
            orphans.Add(key);
            return;
        }

        if (!_queues.TryGetValue(key.Target, out var queue))
        {
            _queues.Add(key.Target, queue = new TargetQueue(target));
            // The target is looked up at each attempt, because its secrets may have rotated since.
            _workers.Add(queue.RunAsync(
                (first, due) => sender.TryAsync(targets.Find(due.Target) ?? first, due, _abort.Token), due => wake.Partition(due.Partition), stopping));
        }

        if (!queue.Offer(key))
            metrics.Deferred(key.Target);
    }
}
