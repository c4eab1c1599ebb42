using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Processes this worker's share of the partitions: takes them, keeps their leases, and gives them back at the end.</summary>
internal sealed class RollerService(
    ISessionStorage storage, Func<PartitionRoller> rollers, RollerOptions options, RollerMetrics metrics, TimeProvider time, ILogger<RollerService> logger, IEvidenceAlarm? alarm = null)
    : BackgroundService
{
    // Workers that receive it check at once which of them may take the partition.
    private const string GivenBack = "partitions";

    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ObserveEvery = TimeSpan.FromSeconds(5);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"[..^24];
    private readonly Dictionary<int, PartitionRoller> _rollers = [];
    private readonly HashSet<int> _troubled = [];
    private readonly Dictionary<int, long> _unremembered = [];
    private long _lost;

    /// <summary>Processing has ended because of a fault of ours.</summary>
    public bool HasFailed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartStorageAsync(stoppingToken);
            await BalanceAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            HasFailed = true;
            Log.RollerStopped(logger, exception);
        }
    }

    private async Task StartStorageAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await storage.StartAsync(stopping);
                return;
            }
            catch (Exception exception) when (StorageStart.MayBeTriedAgain(exception, stopping))
            {
                // The producer, or the storage itself, has published it.
                await Task.Delay(Jitter(StartAgain), time, stopping);
            }
        }
    }

    private async Task BalanceAsync(CancellationToken stopping)
    {
        var balancer = new PartitionBalancer(
            storage, storage.Partitions, new WorkerTable(storage, _owner, options, time), _owner, options,
            lease => new PartitionHold(lease, HoldAsync, stopping), time, logger);
        var failing = false;
        var observed = 0L;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await balancer.RoundAsync(stopping);
                metrics.Own(balancer.Owned);
                if (observed == 0 || time.GetElapsedTime(observed) >= ObserveEvery)
                {
                    observed = time.GetTimestamp();
                    await ObserveAsync([.. balancer.Owned], stopping);
                }

                failing = false;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                // Processing of held partitions continues; only the check of which worker has which partition is skipped.
                if (!failing)
                    Log.BalanceFailing(logger, exception);
                failing = true;
            }
            catch (Exception)
            {
                // The worker stops, and its connections with it.
            }

            await storage.WaitForAsync(GivenBack, Jitter(balancer.HasOthers ? options.LookEvery : options.LookEveryAlone), stopping).AsTask()
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await LeaveAsync(balancer);
        metrics.Own([]);
    }

    private async Task ObserveAsync(IReadOnlyList<int> owned, CancellationToken stopping)
    {
        await metrics.ObserveAsync(
            owned,
            async partition =>
            {
                var seen = Observation(await storage.StatusAsync(partition, stopping));
                // Events that were lost before this worker took the partition were reported by another one.
                _lost += seen.Unremembered - _unremembered.GetValueOrDefault(partition, seen.Unremembered);
                _unremembered[partition] = seen.Unremembered;
                return seen;
            },
            time.GetUtcNow());
        if (_lost == 0 || alarm is null)
            return;
        await alarm.LostAsync(_lost, stopping);
        _lost = 0;
    }

    private async Task LeaveAsync(PartitionBalancer balancer)
    {
        try
        {
            await balancer.LeaveAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.NotWithdrawn(logger, exception);
            await balancer.LetGoAsync();
        }
    }

    private async Task HoldAsync(PartitionLease lease, CancellationToken letGo)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(letGo);
        var renewing = RenewAsync(lease, held);
        try
        {
            while (!await IsRolledAsync(lease, held.Token)) ;
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Trouble(lease.Partition, exception);
        }

        await held.CancelAsync();
        await renewing;
        try
        {
            // At once, so that another worker need not wait for the lease to run out; also when this process stops.
            var released = storage.ReleaseAsync(lease, CancellationToken.None).AsTask();
            await Task.WhenAll(released, storage.PublishAsync(GivenBack, CancellationToken.None).AsTask());
        }
        catch (Exception exception)
        {
            // Then it runs out.
            Trouble(lease.Partition, exception);
        }
    }

    // False when the fold was abandoned and the partition must be processed again by a new instance, because a thread may still be inside the old one's fold.
    private async Task<bool> IsRolledAsync(PartitionLease lease, CancellationToken held)
    {
        try
        {
            await RollerOf(lease.Partition).RunAsync(lease, held);
            return true;
        }
        catch (FoldAbandonedException exception)
        {
            lock (_rollers)
                _rollers.Remove(lease.Partition);
            Log.FoldAbandoned(logger, lease.Partition, exception.Message);
            return held.IsCancellationRequested;
        }
    }

    private async Task RenewAsync(PartitionLease lease, CancellationTokenSource held)
    {
        while (true)
        {
            await Task.Delay(Jitter(options.RenewEvery), time, held.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (held.IsCancellationRequested)
                return;
            try
            {
                if (await storage.RenewAsync(lease, options.LeaseTtl, held.Token))
                {
                    Recover(lease.Partition);
                    continue;
                }

                Log.PartitionLost(logger, lease.Partition);
                await held.CancelAsync();
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                // The lease may still hold; if it does not, the next commit is fenced.
                Trouble(lease.Partition, exception);
            }
        }
    }

    // An outage affects many partitions and fails many times: it is logged when it begins and when it has ended.
    private void Trouble(int partition, Exception exception)
    {
        lock (_troubled)
            if (!_troubled.Add(partition) || _troubled.Count > 1)
                return;
        Log.RollFailed(logger, partition, exception);
    }

    private void Recover(int partition)
    {
        lock (_troubled)
            if (!_troubled.Remove(partition) || _troubled.Count > 0)
                return;
        Log.RollRecovered(logger);
    }

    // The same for as long as this process lives: it remembers which entries have failed before.
    private PartitionRoller RollerOf(int partition)
    {
        lock (_rollers)
        {
            if (!_rollers.TryGetValue(partition, out var roller))
                _rollers.Add(partition, roller = rollers());
            return roller;
        }
    }

    private static PartitionObservation Observation(PartitionStatus s) => new(s.Backlog, s.OldestUncommitted, s.Live, s.Outbox, s.DeadLettered, s.Fenced, s.Missing, s.Buried, s.ClosedEarly, s.Unremembered);

    private static TimeSpan Jitter(TimeSpan period) => period * (0.9 + (0.2 * Random.Shared.NextDouble()));
}
