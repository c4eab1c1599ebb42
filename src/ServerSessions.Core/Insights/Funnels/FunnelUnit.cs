namespace ServerSessions.Insights;

/// <summary>Unit of a funnel, which counts once per step.</summary>
public enum FunnelUnit : byte
{
    /// <summary>Sessions.</summary>
    Session,

    /// <summary>Signed-in users, over all their sessions; anonymous sessions are left out.</summary>
    User,
}
