using ServerSessions.Recordings.Storing;

namespace ServerSessions.Recordings.Receiving;

/// <summary>Decides whether a chunk is taken into a recording, by the order of its page and by the limits, and which recording it belongs to.</summary>
internal sealed class ChunkAdmission(SessionRecordingOptions limits)
{
    private const int MaxPages = 100;
    private const int MaxRecordings = 50;
    private const int MaxChunksPerMinute = 60;

    // Pages whose nodes are kept: a browser has few tabs that change at the same time.
    private const int MaxPagesWithNodes = 4;
    private const int MaxUsers = 8;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MaxEarlier = TimeSpan.FromMinutes(1);

    /// <summary>Finds or begins the recording and the page of a chunk.</summary>
    /// <param name="now">The recordings of the browser.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="session">The session that is open; null where none is known.</param>
    /// <param name="time">Now, Unix milliseconds.</param>
    /// <param name="begin">Makes a recording with a new key.</param>
    public Admission Admit(BrowserRecordings now, Chunk chunk, string? session, long time, Func<RecordingEntry> begin)
    {
        var entry = Current(now, session, time);
        if (entry is null)
        {
            if (chunk.Sequence != 0)
                return new(ChunkResult.OutOfOrder);
            if (now.Recordings.Count >= MaxRecordings)
                return new(ChunkResult.Ended);
            var age = Math.Clamp(chunk.Sent - chunk.First, 0, (long)MaxEarlier.TotalMilliseconds);
            entry = begin() with { At = time - age, Last = time };
        }

        entry = entry with { Session = entry.Session ?? session };
        var page = entry.Pages.FirstOrDefault(p => p.Id == chunk.Page);
        if (entry.Cut is not null)
            return new(ChunkResult.Ended);
        if (chunk.Sequence != (page?.Next ?? 0))
            return new(ChunkResult.OutOfOrder);
        return LimitOf(entry, page, chunk, time) is { } limit
            ? new(ChunkResult.Ended, entry with { Cut = limit })
            : new(ChunkResult.Stored, entry, page ?? new RecordedPage(chunk.Page, 0, time - chunk.Sent, []));
    }

    /// <summary>The recording with the chunk in it.</summary>
    public static RecordingEntry With(RecordingEntry entry, RecordedPage page, Chunk chunk, int stored, long time)
    {
        var minute = MinuteOf(entry, time);
        var isSame = minute == entry.Minute;
        IReadOnlyList<RecordedPage> pages = [.. entry.Pages.Where(p => p.Id != page.Id), page with { Next = chunk.Sequence + 1 }];
        return entry with
        {
            Last = time,
            Chunks = entry.Chunks + 1,
            Sent = entry.Sent + chunk.Bytes,
            Stored = entry.Stored + stored,
            Minute = minute,
            MinuteSent = (isSame ? entry.MinuteSent : 0) + chunk.Bytes,
            MinuteChunks = (isSame ? entry.MinuteChunks : 0) + 1,
            Cut = chunk.IsLast ? RecordingLimits.Changes : entry.Cut,
            Pages = [.. pages.Select((p, i) => i < pages.Count - MaxPagesWithNodes ? p with { Nodes = [] } : p)],
        };
    }

    /// <summary>The recordings with one more user.</summary>
    public static BrowserRecordings With(BrowserRecordings recordings, Pseudonym user) =>
        user.IsNone || recordings.Users.Contains(user.ToString()) ? recordings : recordings with { Users = [.. recordings.Users.TakeLast(MaxUsers - 1), user.ToString()] };

    private static RecordingEntry? Current(BrowserRecordings now, string? session, long time) =>
        now.Recordings.LastOrDefault() is { } last && time - last.Last <= (long)Idle.TotalMilliseconds && (session is null || last.Session is null || last.Session == session) ? last : null;

    private string? LimitOf(RecordingEntry entry, RecordedPage? page, Chunk chunk, long time)
    {
        var isSame = MinuteOf(entry, time) == entry.Minute;
        return time - entry.At > (long)limits.MaxDuration.TotalMilliseconds ? RecordingLimits.Time
            : entry.Sent + chunk.Bytes > limits.MaxBytesPerSession || (page is null && entry.Pages.Count >= MaxPages) ? RecordingLimits.Size
            : (isSame ? entry.MinuteSent : 0) + chunk.Bytes > limits.MaxBytesPerMinute || (isSame && entry.MinuteChunks >= MaxChunksPerMinute) ? RecordingLimits.Changes
            : null;
    }

    private static long MinuteOf(RecordingEntry entry, long time) => Math.Max(0, time - entry.At) / 60_000;
}
