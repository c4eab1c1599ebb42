namespace ServerSessions;

/// <summary>Kind of a step.</summary>
public enum StepKind : byte
{
    /// <summary>A page was shown.</summary>
    Page,
    /// <summary>A request changed something.</summary>
    Action,
    /// <summary>A call of a script.</summary>
    Api,
    /// <summary>An event that the application recorded.</summary>
    Custom,
}
