using ServerSessions.Recordings.Receiving;
using ServerSessions.Recordings.Storing;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Watching;

/// <summary>Answers questions about recordings from what is stored.</summary>
internal sealed class StoredRecordings(RecordingReader reader, ViewLog views) : ISessionRecordings
{
    private const int MaxViews = 500;

    public async ValueTask<SessionRecording?> FindAsync(SessionId session, CancellationToken cancellationToken = default)
    {
        var entries = await reader.FindAsync(session, cancellationToken);
        return entries.Count == 0 ? null : new SessionRecording
        {
            Session = session.ToString(),
            Start = DateTimeOffset.FromUnixTimeMilliseconds(entries.Min(e => e.At)),
            End = DateTimeOffset.FromUnixTimeMilliseconds(entries.Max(e => e.Last)),
            Pages = entries.Sum(e => e.Pages.Count),
            Bytes = entries.Sum(e => e.Stored),
            Ended = RecordingLimits.InWords(entries[^1].Cut),
        };
    }

    public ValueTask<Page<RecordingView>> ListViewsAsync(int limit = 100, string? after = null, CancellationToken cancellationToken = default)
    {
        if (limit is < 1 or > MaxViews)
            throw new ArgumentException($"The limit is {limit}; expected 1 to {MaxViews}.", nameof(limit));
        return views.ListAsync(limit, after, cancellationToken);
    }
}
