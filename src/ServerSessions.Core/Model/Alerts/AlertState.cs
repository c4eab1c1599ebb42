namespace ServerSessions;

/// <summary>State of an alert, as people set it.</summary>
public enum AlertState : byte
{
    /// <summary>New: no person has acted on it.</summary>
    Open,
    /// <summary>A person works on it.</summary>
    Acknowledged,
    /// <summary>The case is closed.</summary>
    Resolved,
    /// <summary>False positive: the rule was wrong.</summary>
    FalsePositive,
}
