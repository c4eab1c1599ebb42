namespace ServerSessions.Storage;

internal enum PackStatus
{
    /// <summary>Nothing is left to pack.</summary>
    Done,
    /// <summary>A part was packed; there is more.</summary>
    More,
    /// <summary>Another worker owns the partition; nothing was changed.</summary>
    Fenced,
}
