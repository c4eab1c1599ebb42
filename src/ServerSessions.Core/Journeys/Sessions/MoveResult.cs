namespace ServerSessions.Journeys.Sessions;

/// <summary>The result of moving a partition's outbox.</summary>
internal enum MoveResult
{
    /// <summary>It is empty.</summary>
    Done,
    /// <summary>Something could not be taken; it is tried again.</summary>
    Later,
    /// <summary>The lease is no longer ours.</summary>
    LeaseLost,
}
