namespace ServerSessions.Chaos.Children;

/// <summary>Where a worker that was told to die dies, at its next commit of events.</summary>
internal enum DeathPoint
{
    None,
    /// <summary>Folded, and nothing sent.</summary>
    BeforeCommit,
    /// <summary>Sent, and the answer not waited for.</summary>
    InCommit,
    /// <summary>Acknowledged, and nobody was told.</summary>
    AfterCommit,
    /// <summary>The outbox was moved, and not yet acknowledged; the next commit when there is none.</summary>
    BeforeOutboxAcknowledged,
}
