namespace ServerSessions.Detection;

/// <summary>What a rule states; the engine makes the finding of it.</summary>
internal sealed record FindingDraft(Severity Severity, string Reason, IReadOnlyList<Mark> Evidence, IReadOnlyList<Measure> Measures)
{
    /// <summary>Without requests that another page can have caused, the rule would not state it.</summary>
    public bool Induced { get; init; }
}
