using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>
/// Keeps this node's table equal to storage: at once after a notification, and by a check five times a second, because a notification can be lost.
/// New revocations and blocks cut open requests.
/// </summary>
internal sealed class DecisionFeed(
    ISessionStorage storage, DecisionStore store, DecisionTable table, RecentSignIns signIns, TimeProvider time, ILogger<DecisionFeed> logger, IOpenRequests? open = null) : BackgroundService
{
    /// <summary>Interval of the checks: a decision reaches a node within this time even when its notification is lost.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Young = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReadAllEvery = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _reading = new(1);
    private long _version = -1;
    private long _readAll;

    // Recent revocations: this node may still serve requests with an older sign-in.
    private List<SessionDecision> _young = [];

    /// <summary>Whether the last read failed, so that this node continues with an older table.</summary>
    public bool IsBehind { get; private set; }

    /// <summary>Whether reading has stopped because of an error in session tracking.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads the active decisions now.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            // The version is read before the list, so that a change in between leads to another read.
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
                await storage.WaitForAsync(DecisionStore.Topic, Every, stoppingToken);
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
            // Everything is read now and then, whatever the version: ended decisions are removed, and a write that broke off before its notification is found.
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

    // When all sign-ins of a user are revoked, those of the same second that this node served before are older. They are added to the decision by name.
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
        // Cuts requests that would not be admitted any more.
        var news = table.Take(decisions);
        _young.AddRange(news.Where(d => d.Kind == ResponseKind.Revoke && d.At > time.GetUtcNow() - Young && d.Targets.Any(t => t.Kind == DecisionTargetKind.User)));
        if (news.Any(d => d.Kind is ResponseKind.Revoke or ResponseKind.Block) && open?.AbortHeld() is > 0 and var cut)
            Log.Cut(logger, cut);
    }
}
