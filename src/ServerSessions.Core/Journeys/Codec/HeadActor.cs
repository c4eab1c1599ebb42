using ServerSessions.Model;

namespace ServerSessions.Journeys.Codec;

/// <summary>What the visitor of a stored journey is, why, and what verifies the client's name.</summary>
internal readonly record struct HeadActor(SessionActor Actor, ActorReason Reason, ActorProof Proof);
