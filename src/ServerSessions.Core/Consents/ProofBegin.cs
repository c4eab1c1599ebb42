namespace ServerSessions.Consents;

/// <summary>Whether the first proof of a pseudonym is kept. Later ones always are.</summary>
internal enum ProofBegin
{
    Never,

    /// <summary>As long as fewer are kept than the maximum.</summary>
    WithinLimit,
    Always,
}
