namespace ServerSessions.Chaos.Running;

/// <summary>A fault that a producer of the harness commits on purpose: whoever finds nothing must be known to find something.</summary>
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
