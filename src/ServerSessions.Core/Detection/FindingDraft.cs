namespace ServerSessions.Detection;

/// <summary>The statement of a rule, from which the engine makes the finding.</summary>
internal sealed record FindingDraft(Severity Severity, string Reason, IReadOnlyList<Mark> Evidence, IReadOnlyList<Measure> Measures)
{
    /// <summary>Without requests that another page can have caused, the rule would not state it.</summary>
    public bool Induced { get; init; }
}
