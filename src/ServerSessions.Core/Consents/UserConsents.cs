using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Consents;

/// <summary>
/// The decisions of signed-in users, in this process's memory: a request never waits for one. A user that is not there is read behind the request, and one who decides
/// on another node is read again after a notification. At most <see cref="Places"/> users are kept, in sets of four; a newer one takes the place of the one of its set that was read first.
/// </summary>
internal sealed class UserConsents(ISessionStorage storage, ConsentStore store, TimeProvider time, ILogger<UserConsents> logger) : BackgroundService
{
    public const int Places = 16_384;

    /// <summary>Time after which a user is read again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private const int MaxWaiting = 1_024;
    private const int MaxNews = 1_000;
    private static readonly TimeSpan NewsEvery = TimeSpan.FromSeconds(5);

    // The clocks of nodes differ, and a write can take a while until it is seen.
    private static readonly TimeSpan NewsOverlap = TimeSpan.FromMinutes(1);

    private const int Ways = 4;

    private readonly Entry?[] _places = new Entry?[Places];
    private readonly Lock _gate = new();
    private readonly Channel<KeyedName> _wanted = Channel.CreateBounded<KeyedName>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Pseudonym, bool> _waiting = new();

    /// <summary>Set when the application lets its users decide; until then no user is read.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Returns what the user decided; null when that is not known yet, in which case it is read behind the request.</summary>
    public ConsentDecision? Find(KeyedName user)
    {
        if (!IsUsed || user.IsNone)
            return default(ConsentDecision);
        var entry = Known(user.Pseudonym);
        if (entry is null || time.GetElapsedTime(entry.ReadAt) > Fresh)
            Want(user);
        return entry?.Decision;
    }

    /// <summary>Notes what the user has just decided on this node. It is newer than a decision of another node whose clock is ahead.</summary>
    public void Decide(KeyedName user, ConsentDecision decision, DateTimeOffset at) =>
        Set(user, decision, Known(user.Pseudonym) is { } known && known.At >= at && known.At - at <= ConsentStore.Skew ? known.At + ConsentStore.Tick : at);

    /// <summary>Notes what the user decided.</summary>
    public void Set(KeyedName user, ConsentDecision decision, DateTimeOffset at)
    {
        lock (_gate)
        {
            var set = SetOf(user.Pseudonym);
            var place = 0;
            for (var i = 0; i < Ways; i++)
            {
                if (set[i] is not { } entry || entry.User.Pseudonym == user.Pseudonym)
                {
                    place = i;
                    break;
                }

                if (entry.ReadAt < set[place]!.ReadAt)
                    place = i;
            }

            Volatile.Write(ref set[place], new Entry(user, decision, at, time.GetTimestamp()));
        }
    }

    /// <summary>Reads the user's decision now, for at most the given time.</summary>
    public async ValueTask LoadAsync(KeyedName user, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (!IsUsed || user.IsNone)
            return;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(atMost);
        try
        {
            await ReadAsync(user, limited.Token).AsTask().WaitAsync(limited.Token);
        }
        catch (Exception exception)
        {
            Log.UserUnread(logger, exception);
            Want(user);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(ReadWantedAsync(stoppingToken), ReadNewsAsync(stoppingToken));

    private async Task ReadWantedAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            Task ready = _wanted.Reader.WaitToReadAsync(stopping).AsTask();
            await ready.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!stopping.IsCancellationRequested && _wanted.Reader.TryRead(out var user))
            {
                await TryAsync(token => ReadAsync(user, token), stopping);
                _waiting.TryRemove(user.Pseudonym, out _);
            }
        }
    }

    private async Task ReadNewsAsync(CancellationToken stopping)
    {
        var since = time.GetUtcNow();
        while (!stopping.IsCancellationRequested)
        {
            if (IsUsed)
                await TryAsync(
                    async token =>
                    {
                        var now = time.GetUtcNow();
                        foreach (var user in await store.NewsAsync(since - NewsOverlap, MaxNews, token))
                            if (Known(user) is { } known)
                                await ReadAsync(known.User, token);
                        since = now;
                    },
                    stopping);
            await storage.WaitForAsync(ConsentStore.Topic, NewsEvery, stopping).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The newest one counts, whether it was made under the key in use or an earlier one.
    private async ValueTask ReadAsync(KeyedName user, CancellationToken cancellationToken)
    {
        await storage.StartAsync(cancellationToken);
        var (decision, at) = (default(ConsentDecision), DateTimeOffset.MinValue);
        foreach (var name in user.All)
            if (await store.FindAsync(name, cancellationToken) is [.., var newest] && newest.At > at)
                (decision, at) = (newest.Decision, newest.At);
        // A decision of this node may still be on its way to storage.
        if (Known(user.Pseudonym) is { } known && known.At > at)
            (decision, at) = (known.Decision, known.At);
        Set(user, decision, at);
    }

    private async Task TryAsync(Func<CancellationToken, ValueTask> read, CancellationToken stopping)
    {
        try
        {
            await read(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The next request of a user asks again; news overlap.
            Log.UserUnread(logger, exception);
        }
        catch (Exception)
        {
            // The host stops, and its connections with it.
        }
    }

    private void Want(KeyedName user)
    {
        if (_waiting.Count < MaxWaiting && _waiting.TryAdd(user.Pseudonym, true) && !_wanted.Writer.TryWrite(user))
            _waiting.TryRemove(user.Pseudonym, out _);
    }

    // Requests read without a lock.
    private Entry? Known(Pseudonym user)
    {
        foreach (ref var place in SetOf(user))
            if (Volatile.Read(ref place) is { } entry && entry.User.Pseudonym == user)
                return entry;
        return null;
    }

    private Span<Entry?> SetOf(Pseudonym user) => _places.AsSpan((int)(user.Low & ((Places / Ways) - 1)) * Ways, Ways);

    private sealed record Entry(KeyedName User, ConsentDecision Decision, DateTimeOffset At, long ReadAt);
}
