namespace ServerSessions;

/// <summary>What a funnel counts, each once per step.</summary>
public enum FunnelUnit : byte
{
    /// <summary>Sessions.</summary>
    Session,

    /// <summary>Signed-in users, over all their sessions; anonymous sessions are left out.</summary>
    User,
}
