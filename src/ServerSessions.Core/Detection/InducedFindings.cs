namespace ServerSessions.Detection;

/// <summary>
/// The treatment of a finding that rests on requests which another page, or content in a page, can make a browser send: Low for the person whose browser sent them,
/// and in full for their source.
/// </summary>
internal static class InducedFindings
{
    private const string ForPerson = " Another page, or content in a page, can have caused it: it is held against its source only.";
    private const string ForSource = " The requests present themselves as caused by another page, or by content in a page, so they count for their source.";

    /// <summary>Whether the subject stands for a person, who must not be blamed for requests that a page made their browser send.</summary>
    public static bool IsPersonal(ActorKind kind) => kind is ActorKind.Session or ActorKind.User or ActorKind.Device;

    /// <summary>Whether a draft rests on such requests.</summary>
    public static bool IsInduced(FindingDraft draft, bool isInducedNow) => isInducedNow || draft.Evidence.Any(m => m.Induced);

    /// <summary>What is stated about the person.</summary>
    public static FindingDraft OfPerson(FindingDraft draft) => draft with
    {
        Severity = draft.Severity > Severity.Low ? Severity.Low : draft.Severity,
        Reason = draft.Reason + ForPerson,
        Induced = true,
    };

    /// <summary>What is stated about the source: the finding in full.</summary>
    public static DetectionResult WithSource(DetectionResult result, FindingDraft draft, Pseudonym source) =>
        source.IsNone || draft.Severity <= Severity.Info
            ? result
            : result with
            {
                Source = source,
                Full = result.Alert.Finding with
                {
                    Severity = draft.Severity,
                    Subject = new Subject(ActorKind.Source, source.ToString()),
                    Reason = draft.Reason + ForSource,
                    Induced = false,
                },
            };

    /// <summary>The draft of a finding that arrives at the source.</summary>
    public static FindingDraft OfSource(Finding full) => new(full.Severity, full.Reason, [.. full.Evidence.Select(Mark)], full.Measures);

    private static Mark Mark(Evidence evidence) => new(
        evidence.Time, 0, 0, SessionId.TryParse(evidence.Session, out var session) ? session : default, evidence.Step, evidence.Outcome, evidence.Detail)
    {
        Induced = evidence.Induced,
    };
}
