namespace ServerSessions;

/// <summary>What people have done about an alert.</summary>
public enum AlertState : byte
{
    /// <summary>Nobody has looked yet.</summary>
    Open,
    /// <summary>Somebody is on it.</summary>
    Acknowledged,
    /// <summary>Dealt with.</summary>
    Resolved,
    /// <summary>The rule was wrong.</summary>
    FalsePositive,
}
