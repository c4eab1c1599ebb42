using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts;

/// <summary>Looks for due deliveries in all partitions, when told and at the latest after a poll's wait, and feeds the targets' queues.</summary>
internal sealed class AlertDeliveryService(
    DeliveryTargets targets, DeliveryStore store, EndpointStates states, DeliverySender sender, OrphanedDeliveries orphaned, FloodSummaries floods, DeliveryWake wake,
    PartitionCount partitions, AlertMetrics metrics, TimeProvider time, ILogger<AlertDeliveryService> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // Touched by the loop alone.
    private readonly Dictionary<string, TargetQueue> _queues = new(StringComparer.Ordinal);
    private readonly List<Task> _workers = [];
    private readonly CancellationTokenSource _abort = new();

    private bool _scanFails;
    private bool _storageFails;

    /// <summary>Delivering has ended by a fault of ours.</summary>
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
            // Rethrown it would stop the application, and our failure is never its failure.
            HasFailed = true;
            log.DeliveryEnded(exception);
        }
        await Task.WhenAll(_workers);
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
                await targets.RefreshAsync(now: true, stopping);
                await ReadStatesAsync(stopping);
                await floods.TellAsync(stopping);
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
        var next = await store.ScanAsync(partition, time.GetUtcNow(), key => Offer(key, orphans, stopping), stopping);
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
            // By the target as it is known when it is tried: its secrets may have rotated since.
            _workers.Add(queue.RunAsync(
                (first, due) => sender.TryAsync(targets.Find(due.Target) ?? first, due, _abort.Token), due => wake.Partition(due.Partition), stopping));
        }

        if (!queue.Offer(key))
            metrics.Deferred(key.Target);
    }
}
