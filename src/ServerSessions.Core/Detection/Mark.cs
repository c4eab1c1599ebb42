namespace ServerSessions;

/// <summary>Something that a rule remembers about its subject: one event, small enough to keep a few hundred.</summary>
/// <param name="Time">Start of the request (UTC).</param>
/// <param name="Value">What the rule compares: a hash of a path, of an account, of a network.</param>
/// <param name="Code">A number of the rule's own meaning.</param>
/// <param name="Session">The session of the event; the default where none is known.</param>
/// <param name="Step">The step.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">What a person should read about it; null when the step says all.</param>
public readonly record struct Mark(
    DateTimeOffset Time, ulong Value, int Code, SessionId Session, string Step, Outcome Outcome, string? Text)
{
    /// <summary>Whom it concerns beside the subject, where the rule must be able to tell them; else none.</summary>
    public Pseudonym Actor { get; init; }

    /// <summary>Another page, or content in a page, can have caused the event.</summary>
    public bool Induced { get; init; }
}
