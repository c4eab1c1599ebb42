using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Facts about a session that one of its events shows.</summary>
internal static class EventFacts
{
    /// <summary>The campaign that the request came from; null for most.</summary>
    public static Campaign? CampaignOf(in RequestEvent e) => e.Is(EventFlags.Custom) ? null : CampaignFacts.Read(e.Detail?.Properties);

    /// <summary>How the request proves the name that its client gives itself.</summary>
    public static ActorProof ProofOf(in RequestEvent e) =>
        e.Is(EventFlags.VerifiedSignature) ? ActorProof.SignedRequest
        : e.Is(EventFlags.VerifiedRange) ? ActorProof.PublishedRange
        : ActorProof.None;
}
