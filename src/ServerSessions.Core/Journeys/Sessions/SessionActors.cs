using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Says what a session's visitor is, from its client, what verifies the client's name, and what was found. Pure.</summary>
internal static class SessionActors
{
    /// <summary>Points of risk from which a session is an attacker's.</summary>
    public const int AttackRisk = 50;

    /// <summary>A finding outweighs the client's claims; an unverified name is no proof of a person either.</summary>
    /// <param name="client">The client in words; null when it sent no user agent.</param>
    /// <param name="proof">What verifies the client's name.</param>
    /// <param name="findings">Findings about the session.</param>
    /// <param name="alerts">Alerts about actors with evidence in it.</param>
    /// <param name="end">Its end, for the decay of risk.</param>
    /// <param name="isSingle">Whether nothing came after its first request.</param>
    public static (SessionActor Actor, ActorReason Reason) Of(
        string? client, ActorProof proof, IReadOnlyList<Finding> findings, IReadOnlyList<SessionAlert> alerts, DateTimeOffset end, bool isSingle = false) =>
        IsFound(findings, alerts) ? (SessionActor.Attacker, ActorReason.OpenFinding)
        : findings.Count > 0 && Risk.Of(findings.Where(IsCounted), end) >= AttackRisk ? (SessionActor.Attacker, ActorReason.Risk)
        : OfClient(client, proof) is { Actor: not SessionActor.Person } named ? named
        : HasInhumanPace(findings) ? (SessionActor.Tool, ActorReason.InhumanPace)
        : isSingle && IsOfFlood(alerts) ? (SessionActor.Tool, ActorReason.SessionFlood)
        : (SessionActor.Person, ActorReason.None);

    /// <summary>The journey with what its visitor is by all that it holds.</summary>
    public static Journey Label(Journey journey)
    {
        var (actor, reason) = Of(journey.Client, journey.ActorProof, journey.Findings, journey.Alerts, journey.End, journey.IsSingle);
        return journey with { Actor = actor, ActorReason = reason };
    }

    private static bool IsFound(IReadOnlyList<Finding> findings, IReadOnlyList<SessionAlert> alerts)
    {
        foreach (var finding in findings)
            if (Findings.IsAttack(finding) && finding.Rule != Incident.Rule)
                return true;
        foreach (var alert in alerts)
            if (alert is { Severity: >= Severity.Medium, IsFalsePositive: false })
                return true;
        return false;
    }

    private static bool HasInhumanPace(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings)
            if (finding is { Rule: FasterThanHuman.Id, Severity: > Severity.Info, Induced: false, IsFalsePositive: false })
                return true;
        return false;
    }

    // One that went on after all is a visitor's: the notice was for those that did not.
    private static bool IsOfFlood(IReadOnlyList<SessionAlert> alerts)
    {
        foreach (var alert in alerts)
            if (alert is { Rule: FanOut.Id, Severity: Severity.Low, IsFalsePositive: false })
                return true;
        return false;
    }

    // A finding about the site or an endpoint is the application's own fault, or what others do to it.
    private static bool IsCounted(Finding finding) => !finding.IsFalsePositive && finding.Subject.Kind is not (ActorKind.Site or ActorKind.Endpoint);

    private static (SessionActor Actor, ActorReason Reason) OfClient(string? client, ActorProof proof)
    {
        if (client is null)
            return (SessionActor.Person, ActorReason.None);
        if (ClientKinds.IsBot(client))
            return ClientKinds.Is(client, ClientKinds.UptimeCheck) ? (SessionActor.Tool, ActorReason.UptimeCheck)
                : (ClientKinds.Is(client, ClientKinds.Agent) ? SessionActor.Agent : SessionActor.Crawler, ReasonOf(proof));
        return proof == ActorProof.SignedRequest ? (SessionActor.Agent, ActorReason.SignedRequest)
            : ClientKinds.Is(client, ClientKinds.Library) ? (SessionActor.Tool, ActorReason.HttpLibrary)
            : ClientKinds.Is(client, ClientKinds.AutomatedBrowser) ? (SessionActor.Tool, ActorReason.AutomatedBrowser)
            : ClientKinds.Is(client, ClientKinds.Scanner) ? (SessionActor.Tool, ActorReason.Scanner)
            : (SessionActor.Person, ActorReason.None);
    }

    private static ActorReason ReasonOf(ActorProof proof) => proof switch
    {
        ActorProof.SignedRequest => ActorReason.SignedRequest,
        ActorProof.PublishedRange => ActorReason.PublishedRange,
        _ => ActorReason.ClaimedName,
    };
}
