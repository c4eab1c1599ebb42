using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>Takes partitions that nobody rolls, keeps their leases, and gives them back at the end.</summary>
internal sealed class RollerService(
    ISessionStorage storage, Func<PartitionRoller> rollers, RollerOptions options, TimeProvider time, ILogger<RollerService> logger)
    : BackgroundService
{
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"[..^24];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await storage.StartAsync(stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, storage.Partitions).Select(p => RollAsync(p, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Log.RollerStopped(logger, exception);
        }
    }

    private async Task RollAsync(int partition, CancellationToken stopping)
    {
        var roller = rollers();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await storage.AcquireAsync(partition, _owner, options.LeaseTtl, stopping) is { } lease)
                    await HoldAsync(roller, lease, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.RollFailed(logger, partition, exception);
            }

            await Task.Delay(Jitter(options.RenewEvery), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HoldAsync(PartitionRoller roller, PartitionLease lease, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(lease, held);
        try
        {
            await roller.RunAsync(lease, held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
        }
        finally
        {
            await held.CancelAsync();
            await renewing;
            // At once, so that another worker need not wait for the lease to run out; also when this process stops.
            await storage.ReleaseAsync(lease, CancellationToken.None);
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
                    continue;
                Log.PartitionLost(logger, lease.Partition);
                await held.CancelAsync();
            }
            catch (OperationCanceledException) when (held.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                // The lease may still hold; if it does not, the next commit is fenced.
                Log.RollFailed(logger, lease.Partition, exception);
            }
        }
    }

    private static TimeSpan Jitter(TimeSpan period) => period * (0.9 + (0.2 * Random.Shared.NextDouble()));
}
