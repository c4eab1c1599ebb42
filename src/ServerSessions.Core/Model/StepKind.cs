namespace ServerSessions;

/// <summary>What a step was for the person.</summary>
public enum StepKind : byte
{
    /// <summary>A page was shown.</summary>
    Page,
    /// <summary>Something was sent or changed.</summary>
    Action,
    /// <summary>A call of a script.</summary>
    Api,
    /// <summary>An event that the application recorded.</summary>
    Custom,
}
