namespace ServerSessions.Chaos.Running;

/// <summary>A deliberate fault of a producer in the harness: it proves that the harness finds faults.</summary>
internal enum Sabotage
{
    None,
    /// <summary>Now and then a batch is not sent and said to be acknowledged.</summary>
    Lose,
    /// <summary>Now and then a batch is sent again as another producer's.</summary>
    Double,
    /// <summary>Now and then the events of a batch are sent in another order.</summary>
    Reorder,
}
