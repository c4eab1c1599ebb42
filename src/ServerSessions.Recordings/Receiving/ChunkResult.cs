namespace ServerSessions.Recordings.Receiving;

/// <summary>What became of a chunk that a browser sent.</summary>
internal enum ChunkResult
{
    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It cannot be read, or does not begin with a snapshot where it must.</summary>
    Malformed,

    /// <summary>The store did not take it: the recording has a gap, and goes on.</summary>
    Lost,

    /// <summary>The process has as many parts at work as it takes; the recorder tries again.</summary>
    Busy,

    /// <summary>It is not the next one of its page: it came before, or one is missing.</summary>
    OutOfOrder,

    /// <summary>The recording has ended at a limit.</summary>
    Ended,
}
