using ServerSessions.Model;

namespace ServerSessions.Insights.Experiments;

/// <summary>Since when it was evident that a session's visitor is no person: an experiment leaves out by what was evident before the exposure only.</summary>
internal static class ActorEvidence
{
    /// <summary>Null for a person.</summary>
    public static DateTimeOffset? Since(Journey journey) =>
        journey.Actor == SessionActor.Person ? null
        : ClientKinds.IsMachine(journey.Client) || journey.ActorReason == ActorReason.SignedRequest ? journey.Start
        : journey.ActorReason == ActorReason.OpenFinding ? First(journey)
        : journey.ActorReason == ActorReason.SessionFlood ? journey.Alerts.Where(a => !a.IsFalsePositive).Min(a => a.Raised)
        : Last(journey);

    // The first finding that is enough by itself.
    private static DateTimeOffset First(Journey journey) =>
        journey.Findings.Where(f => f is { Severity: >= Severity.Medium, Induced: false, IsFalsePositive: false }).Select(Since)
            .Concat(journey.Alerts.Where(a => a is { Severity: >= Severity.Medium, IsFalsePositive: false }).Select(a => a.Raised))
            .DefaultIfEmpty(journey.End).Min();

    // Points add up: it was evident when the last of them had come.
    private static DateTimeOffset Last(Journey journey) => journey.Findings.Where(f => !f.IsFalsePositive).Select(Since).DefaultIfEmpty(journey.End).Max();

    // When a severity rose is not kept, but not before the newest evidence it is certain.
    private static DateTimeOffset Since(Finding finding) => finding.PreviousSeverity is null ? finding.Raised : finding.Last;
}
