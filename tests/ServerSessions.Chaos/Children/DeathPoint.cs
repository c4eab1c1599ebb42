namespace ServerSessions.Chaos.Children;

/// <summary>The point of a worker's next commit of events at which it dies.</summary>
internal enum DeathPoint
{
    None,
    /// <summary>Folded, and nothing sent.</summary>
    BeforeCommit,
    /// <summary>Sent, and the answer not waited for.</summary>
    InCommit,
    /// <summary>Acknowledged, before any notification.</summary>
    AfterCommit,
    /// <summary>The outbox was moved, and not yet acknowledged; the next commit when there is none.</summary>
    BeforeOutboxAcknowledged,
}
