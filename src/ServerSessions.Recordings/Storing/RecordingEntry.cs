namespace ServerSessions.Recordings.Storing;

/// <summary>What is kept of one recording beside its chunks: its key, how far it is, and how much of its limits is used.</summary>
internal sealed record RecordingEntry
{
    /// <summary>Random id, 32 hexadecimal digits, which names nothing.</summary>
    public required string Id { get; init; }

    /// <summary>The session; null while the storage does not have one for the browser yet.</summary>
    public string? Session { get; init; }

    /// <summary>Start, Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>Time of the newest chunk, Unix milliseconds.</summary>
    public required long Last { get; init; }

    /// <summary>Id of the application's key that encrypts <see cref="Key"/>.</summary>
    public required string Under { get; init; }

    /// <summary>The key of the chunks, encrypted.</summary>
    public required byte[] Key { get; init; }

    /// <summary>Number of chunks.</summary>
    public int Chunks { get; init; }

    /// <summary>Bytes that the browser has sent.</summary>
    public long Sent { get; init; }

    /// <summary>Bytes that are stored.</summary>
    public long Stored { get; init; }

    /// <summary>The minute of the newest chunk since the start, and what was sent in it.</summary>
    public long Minute { get; init; }

    /// <summary>Bytes that were sent in <see cref="Minute"/>.</summary>
    public long MinuteSent { get; init; }

    /// <summary>Chunks that were sent in <see cref="Minute"/>.</summary>
    public int MinuteChunks { get; init; }

    /// <summary>The limit that ended it; null for a recording that none has ended.</summary>
    public string? Cut { get; init; }

    /// <summary>Its pages in the order of their start.</summary>
    public IReadOnlyList<RecordedPage> Pages { get; init; } = [];
}
