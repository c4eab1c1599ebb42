namespace ServerSessions.Storage;

internal enum CommitStatus
{
    Committed,
    /// <summary>This very commit had arrived before: an earlier try succeeded though its answer was lost.</summary>
    AlreadyCommitted,
    /// <summary>Another owner has the partition: drop the state, it is no longer yours.</summary>
    Fenced,
}
