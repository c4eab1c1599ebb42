namespace ServerSessions.Storage;

internal enum CommitStatus
{
    Committed,
    /// <summary>This commit was stored before: an earlier call succeeded, but its answer was lost.</summary>
    AlreadyCommitted,
    /// <summary>Another worker owns the partition; the caller must discard its state.</summary>
    Fenced,
}
