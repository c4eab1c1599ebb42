namespace ServerSessions.Storage;

internal enum PackStatus
{
    /// <summary>Nothing is left to do for now.</summary>
    Done,
    /// <summary>A piece was done; there is more.</summary>
    More,
    /// <summary>Another owner has the partition: nothing was changed.</summary>
    Fenced,
}
