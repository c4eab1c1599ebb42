namespace ServerSessions;

/// <summary>Kind of a task.</summary>
public enum TaskKind
{
    /// <summary>A declared flow that was entered and whose last step was not reached.</summary>
    Flow,
    /// <summary>A form that was sent and not accepted.</summary>
    Form,
}
