using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Capture.Queue;

/// <summary>Drains the queue on a timer into the partitions' logs; at the end it drains what is left, within the host's time.</summary>
internal sealed class FlusherService(
    EventQueue queue, ISessionStorage storage, CurrentCatalog catalog, DroppedSessions gaps, CaptureCounters counters, TimeProvider time, ILogger<FlusherService> logger)
    : BackgroundService
{
    /// <summary>How long a batch may fill.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(2);

    private PartitionWriter[] _writers = [];
    private TimeSpan _backOff;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartStorageAsync(stoppingToken);
            _writers = [.. Enumerable.Range(0, storage.Partitions).Select(p => new PartitionWriter(p, storage, queue, gaps, counters, time, logger))];
            while (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(Period + _backOff, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                _backOff = await FlushAsync(stoppingToken) ? TimeSpan.Zero : Longer(_backOff);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // Not thrown on: the host would end the application for a fault of ours.
            Log.FlusherStopped(logger, exception);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested && _writers.Length > 0)
        {
            if (await FlushAsync(cancellationToken))
                break;
            await Task.Delay(Period, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var dropped = counters.Dropped;
        DropRest();
        if (counters.Dropped - dropped is > 0 and var lost)
            Log.LostAtStop(logger, lost);
    }

    private async Task StartStorageAsync(CancellationToken cancellation)
    {
        for (var failed = false; ; failed = true)
        {
            try
            {
                await storage.StartAsync(cancellation);
                return;
            }
            catch (Exception exception) when (exception is not (InvalidOperationException or OperationCanceledException))
            {
                if (!failed)
                    Log.StorageNotReady(logger, exception);
                await Task.Delay(LongestBackOff, time, cancellation);
            }
        }
    }

    private async ValueTask<bool> FlushAsync(CancellationToken cancellation)
    {
        var taken = queue.Take();
        var version = catalog.Version;
        for (var i = 0; i < taken.Count; i++)
        {
            ref readonly var e = ref taken.Array![taken.Offset + i];
            _writers[PartitionMap.Of(e.Key, _writers.Length)].Add(e, version);
        }

        taken.AsSpan().Clear();
        var all = true;
        foreach (var writer in _writers)
            if (!writer.IsEmpty)
                all &= await writer.FlushAsync(cancellation);
        return all;
    }

    private void DropRest()
    {
        foreach (var writer in _writers)
            writer.DropAll(DropReason.Shutdown);
        var rest = queue.Take();
        counters.Drop(DropReason.Shutdown, rest.Count(e => !e.Is(EventFlags.Custom)));
        queue.Done(rest.Count, rest.Sum(e => EventQueue.Size(e)));
    }

    private static TimeSpan Longer(TimeSpan backOff)
    {
        var next = backOff == TimeSpan.Zero ? Period : 2 * backOff;
        return (next < LongestBackOff ? next : LongestBackOff) * (0.9 + (0.2 * Random.Shared.NextDouble()));
    }
}
