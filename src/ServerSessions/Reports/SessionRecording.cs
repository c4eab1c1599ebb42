namespace ServerSessions.Reports;

/// <summary>The recording of a session, without its content.</summary>
public sealed record SessionRecording
{
    /// <summary>Id of the session.</summary>
    public required string Session { get; init; }

    /// <summary>Start (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Time of the newest part (UTC).</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Number of pages that were loaded.</summary>
    public int Pages { get; init; }

    /// <summary>Number of stored bytes, compressed and encrypted.</summary>
    public long Bytes { get; init; }

    /// <summary>Why it ended before the session, in one sentence; null when no limit ended it.</summary>
    public string? Ended { get; init; }
}
