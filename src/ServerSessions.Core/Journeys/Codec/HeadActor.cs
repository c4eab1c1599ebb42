using ServerSessions.Model;

namespace ServerSessions.Journeys.Codec;

/// <summary>The actor of a stored journey, the reason, and the proof of the client's name.</summary>
internal readonly record struct HeadActor(SessionActor Actor, ActorReason Reason, ActorProof Proof);
