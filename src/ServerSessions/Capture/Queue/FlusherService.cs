using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Capture.Queue;

/// <summary>Drains the queue on a timer into the partitions' logs; at the end it drains what is left, within the host's time.</summary>
internal sealed class FlusherService(
    EventQueue queue, ISessionStorage storage, Backpressure backpressure, CurrentCatalog catalog, DroppedSessions gaps, CaptureCounters counters,
    ProducerMetrics metrics, TimeProvider time, ILogger<FlusherService> logger, WaitClock? waits = null)
    : BackgroundService
{
    /// <summary>How often the queue is emptied.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Every other time the queue is emptied, one half of the partitions sends. At 40,000 requests a second and 16 partitions 10 ms would make
    /// batches of 25, and what client and server spend on an append would be the largest part of a request's cost. Those that send together
    /// wake client and server once, which find their caches warm from the second append on; all together would be a burst that requests feel.
    /// </summary>
    private const int Turns = 2;
    private const int TicksATurn = 2;

    // A second without events, and the timer rests until the next one comes.
    private const int RestAfter = 100;

    private static readonly TimeSpan StartAgain = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _waits = waits?.Time ?? time;
    private readonly Lock _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private PartitionWriter[] _writers = [];
    private CancellationToken _aborted;
    private Task? _drain;
    private bool _shedding;
    private int _tick;

    /// <summary>Sending has ended because of a fault of ours: events are dropped from now on.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Storage has been reached once.</summary>
    public bool HasStarted => _writers.Length > 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch(() => queue.Usage, () => queue.Count, () => backpressure.Highest);
        // Kept: a host that fails to start disposes this while it runs.
        _aborted = _abort.Token;
        try
        {
            await StartStorageAsync(stoppingToken);
            backpressure.Start(storage.Partitions);
            var options = PartitionWriterOptions.For(storage.Partitions);
            _writers = [.. Enumerable.Range(0, storage.Partitions).Select(p =>
                new PartitionWriter(p, storage, queue, backpressure, gaps, counters, metrics, options, time, logger))];
            for (var quiet = 0; !stoppingToken.IsCancellationRequested; quiet = Flush() || _shedding ? 0 : quiet + 1)
            {
                if (quiet >= RestAfter)
                    await queue.WaitAsync().WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await Task.Delay(Period, _waits, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // Not rethrown: the host would end the application because of a fault of ours.
            HasFailed = true;
            Log.FlusherStopped(logger, exception);
        }
    }

    /// <summary>Drains what is left. A host may stop twice at once (by hand, and when its run ends): both wait for one drain.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        Task drain;
        lock (_stopping)
            drain = _drain ??= DrainAsync(_abort.Token);
        await using var late = cancellationToken.UnsafeRegister(static abort => ((CancellationTokenSource)abort!).Cancel(), _abort);
        await drain;
    }

    public override void Dispose()
    {
        base.Dispose();
        _abort.Dispose();
    }

    private async Task DrainAsync(CancellationToken aborted)
    {
        await base.StopAsync(aborted);
        while (HasStarted && !HasFailed && !aborted.IsCancellationRequested && Flush(isLast: true))
            await Task.Delay(Period, _waits, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var writer in _writers)
            await writer.SettleAsync();

        var dropped = counters.Dropped;
        DropRest();
        if (counters.Dropped - dropped is > 0 and var lost)
            Log.LostAtStop(logger, lost);
    }

    private async Task StartStorageAsync(CancellationToken cancellationToken)
    {
        for (var failed = false; ; failed = true)
        {
            try
            {
                await storage.StartAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (StorageStart.MayBeTriedAgain(exception, cancellationToken))
            {
                if (!failed)
                    Log.StorageNotReady(logger, exception);
                await Task.Delay(StartAgain, time, cancellationToken);
            }
        }
    }

    // Each partition sends by itself: one that does not answer holds up no other. False when there is nothing to do.
    private bool Flush(bool isLast = false)
    {
        var taken = queue.Take();
        var version = catalog.Version;
        for (var i = 0; i < taken.Count; i++)
        {
            ref readonly var e = ref taken.Array![taken.Offset + i];
            _writers[PartitionMap.Of(e.Key, _writers.Length)].Add(e, version);
        }

        taken.AsSpan().Clear();
        _tick = (_tick + 1) % (Turns * TicksATurn);
        for (var p = 0; p < _writers.Length; p++)
            _writers[p].Send(isItsTurn: isLast || (_tick % TicksATurn == 0 && p % Turns == _tick / TicksATurn), _aborted);
        var any = taken.Count > 0 || Array.Exists(_writers, static writer => !writer.IsEmpty);

        backpressure.Relax();
        TellShedding();
        return any;
    }

    private void TellShedding()
    {
        if (_shedding == backpressure.Any)
            return;
        _shedding = !_shedding;
        if (_shedding)
            Log.Shedding(logger);
        else
            Log.SheddingEnded(logger);
    }

    private void DropRest()
    {
        foreach (var writer in _writers)
            writer.DropAll(DropReason.Shutdown);
        var rest = queue.Take();
        var custom = rest.Count(e => e.Is(EventFlags.Custom));
        counters.Drop(DropReason.Shutdown, rest.Count - custom);
        counters.Custom.Drop(DropReason.Shutdown, custom);
        queue.Done(rest.Count, rest.Sum(e => EventQueue.Size(e)));
    }
}
