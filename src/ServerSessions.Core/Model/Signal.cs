namespace ServerSessions.Model;

/// <summary>
/// What the session stage tells an actor: the event and the session it belongs to. It travels through the outbox to the
/// partition of the actor and is folded there exactly once.
/// </summary>
internal readonly record struct Signal(ActorKind Kind, Pseudonym Actor, SessionId Session, RequestEvent Event);
