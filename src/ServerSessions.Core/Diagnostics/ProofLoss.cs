namespace ServerSessions.Diagnostics;

/// <summary>Why no proof of a decision about consent is kept.</summary>
internal enum ProofLoss
{
    /// <summary>Too many proofs waited for storage.</summary>
    QueueFull,

    /// <summary>The network of the browser has begun its share of proofs of the day.</summary>
    Network,

    /// <summary>As many proofs are kept as are allowed.</summary>
    Limit,
}
