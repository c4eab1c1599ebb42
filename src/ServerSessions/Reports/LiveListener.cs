using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>
/// One listener to the live sessions. Its events are <c>sessions</c> with what changed, <c>unavailable</c> while storage does not answer, and <c>heartbeat</c>. The
/// stream ends after ten minutes, and when the host stops; the browser connects again, and is authorized again.
/// </summary>
internal sealed class LiveListener(LiveFeed feed, SessionAdminAccess access) : IDisposable
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, SessionSummary> _sent = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, feed.Stopping);
        var (clock, began, isFirst) = (feed.Clock, feed.Clock.GetTimestamp(), true);
        for (var last = began; !ends.IsCancellationRequested && clock.GetElapsedTime(began) < Longest; isFirst = false)
        {
            var item = await NextAsync(isFirst, ends.Token);
            if (item is null && clock.GetElapsedTime(last) >= Heartbeat)
                item = new SseItem<string>("", "heartbeat");
            if (item is { } news)
            {
                last = clock.GetTimestamp();
                yield return news;
            }

            await Task.Delay(LiveFeed.Interval, clock, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Leaves the feed.</summary>
    public void Dispose() => feed.Leave();

    private async ValueTask<SseItem<string>?> NextAsync(bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            var news = News(await feed.ReadAsync(cancellationToken));
            return isFirst || news.Sessions.Count > 0 || news.Left.Count > 0
                ? new SseItem<string>(JsonSerializer.Serialize(news, ReportsJsonContext.Default.LiveNews), "sessions")
                : null;
        }
        catch (StorageUnavailableException)
        {
            return new SseItem<string>("", "unavailable");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private LiveNews News(IReadOnlyList<SessionSummary> open)
    {
        var ids = open.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var left = _sent.Keys.Where(id => !ids.Contains(id)).ToList();
        var changed = open.Where(s => !_sent.TryGetValue(s.Id, out var known) || IsNews(known, s)).ToList();
        foreach (var id in left)
            _sent.Remove(id);
        foreach (var session in changed)
            _sent[session.Id] = session;
        return new LiveNews([.. changed.Select(access.Show)], left);
    }

    private static bool IsNews(SessionSummary known, SessionSummary session) =>
        (known.End, known.Steps, known.UserHash, known.Friction, known.Risk, known.Actor) != (session.End, session.Steps, session.UserHash, session.Friction, session.Risk, session.Actor);
}
