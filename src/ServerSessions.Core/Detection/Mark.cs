namespace ServerSessions.Detection;

/// <summary>One event in the memory of a rule; small enough to keep a few hundred per subject.</summary>
/// <param name="Time">Start of the request (UTC).</param>
/// <param name="Value">The value that the rule compares, such as a hash of a path, an account or a network.</param>
/// <param name="Code">A number with a meaning of the rule's own.</param>
/// <param name="Session">The session of the event; the default where none is known.</param>
/// <param name="Step">The step.</param>
/// <param name="Outcome">Outcome of the request.</param>
/// <param name="Text">Text for people; null when the step is enough.</param>
public readonly record struct Mark(
    DateTimeOffset Time, ulong Value, int Code, SessionId Session, string Step, Outcome Outcome, string? Text)
{
    /// <summary>A second subject that the mark concerns, where the rule must distinguish it; else none.</summary>
    public Pseudonym Actor { get; init; }

    /// <summary>Whether another page, or content in a page, can have caused the event.</summary>
    public bool Induced { get; init; }

    /// <summary>Whether the session of the event has received a notice of the open alert.</summary>
    internal bool Notified { get; init; }
}
