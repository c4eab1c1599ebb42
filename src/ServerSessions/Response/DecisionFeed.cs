using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>
/// Keeps this node's table as storage has it: at once when it is told, and five times a second it looks by itself, since a hint can be lost.
/// What newly revokes or blocks cuts the requests that are open.
/// </summary>
internal sealed class DecisionFeed(
    ISessionStorage storage, DecisionStore store, DecisionTable table, ResponseGate gate, TimeProvider time, ILogger<DecisionFeed> logger, IOpenRequests? open = null) : BackgroundService
{
    /// <summary>Within this time a decision reaches a node that has missed the hint.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private long _version = -1;
    private long _readAll;

    /// <summary>Whether what this node goes on with is as old as the last time that storage answered.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Reading has ended by a fault of ours.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads what holds now, at once.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            // The version before the list: what changes in between is read again.
            _version = await store.VersionAsync(cancellation);
            Take(await store.ActiveAsync(cancellation));
            _readAll = time.GetTimestamp();
        }
        finally
        {
            _reading.Release();
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _reading.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
                await storage.HearAsync(DecisionStore.Topic, Every, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            (IsBehind, HasFailed) = (true, true);
            Log.FeedEnded(logger, exception);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            await storage.StartAsync(stopping);
            // Whatever the version says, now and then everything: what has ended goes, and a write that broke off before it was told is found.
            var all = _readAll == 0 || time.GetElapsedTime(_readAll) > ReadAllEvery;
            if (all || await store.VersionAsync(stopping) != _version)
                await RefreshAsync(stopping);
            if (all)
                await store.TidyAsync(stopping);
            if (IsBehind)
                Log.FeedRecovered(logger);
            IsBehind = false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (!IsBehind)
                Log.FeedFailed(logger, exception);
            IsBehind = true;
        }
    }

    private void Take(IReadOnlyList<SessionDecision> decisions)
    {
        // Whatever holds by now: what a request would not be let in for any more.
        if (table.Take(decisions).Any(d => d.Kind is ResponseKind.Revoke or ResponseKind.Block) && open?.Abort(keys => gate.Cuts(keys)) is > 0 and var cut)
            Log.Cut(logger, cut);
    }
}
