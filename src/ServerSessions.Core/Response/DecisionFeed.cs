using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>
/// Keeps this node's table as storage has it: at once when it is told, and five times a second it looks by itself, since a hint can be lost.
/// What newly revokes or blocks cuts the requests that are open.
/// </summary>
internal sealed class DecisionFeed(
    ISessionStorage storage, DecisionStore store, DecisionTable table, RecentSignIns signIns, TimeProvider time, ILogger<DecisionFeed> logger, IOpenRequests? open = null) : BackgroundService
{
    /// <summary>Within this time a decision reaches a node that has missed the hint.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Young = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private long _version = -1;
    private long _readAll;

    // Revocations of which a request that this node still serves may turn out to have been older.
    private List<SessionDecision> _young = [];

    /// <summary>Whether what this node goes on with is as old as the last time that storage answered.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Reading has ended by a fault of ours.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads what holds now, at once.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // The version before the list: what changes in between is read again.
            _version = await store.VersionAsync(cancellationToken);
            Take(await store.ActiveAsync(cancellationToken));
            if (_young.Count > 0 && await NameAsync(cancellationToken))
                Take(await store.ActiveAsync(cancellationToken));
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
            if (all || _young.Count > 0 || await store.VersionAsync(stopping) != _version)
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

    // A user's sign-ins of the second in which all of them are revoked: those that were shown before it are older, and are refused by name.
    private async ValueTask<bool> NameAsync(CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var decision in _young)
        {
            var (second, at) = (decision.At.ToUnixTimeSeconds() * 1_000_000, decision.At.ToMicroseconds());
            var shown = decision.Targets.Where(t => t.Kind == DecisionTargetKind.User && Pseudonym.TryParse(t.Hash, out _))
                .SelectMany(t => signIns.Of(Pseudonym.TryParse(t.Hash, out var user) ? user : default, second, at))
                .Select(session => new DecisionTarget(DecisionTargetKind.AuthSession, session.ToString())).ToList();
            any |= shown.Count > 0 && await store.NameAsync(decision.Id, shown, cancellationToken);
        }

        _young = [.. _young.Where(d => d.At > time.GetUtcNow() - Young)];
        return any;
    }

    private void Take(IReadOnlyList<SessionDecision> decisions)
    {
        // Whatever holds by now: what a request would not be let in for any more.
        var news = table.Take(decisions);
        _young.AddRange(news.Where(d => d.Kind == ResponseKind.Revoke && d.At > time.GetUtcNow() - Young && d.Targets.Any(t => t.Kind == DecisionTargetKind.User)));
        if (news.Any(d => d.Kind is ResponseKind.Revoke or ResponseKind.Block) && open?.AbortHeld() is > 0 and var cut)
            Log.Cut(logger, cut);
    }
}
