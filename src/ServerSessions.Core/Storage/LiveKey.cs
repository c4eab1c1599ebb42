namespace ServerSessions.Storage;

/// <summary>Key of a live state: the kind of its subject and the pseudonym.</summary>
internal readonly record struct LiveKey(ActorKind Kind, Pseudonym Id);
