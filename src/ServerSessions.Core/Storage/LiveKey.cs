namespace ServerSessions.Storage;

/// <summary>Whose state it is: the kind of subject and its pseudonym.</summary>
internal readonly record struct LiveKey(ActorKind Kind, Pseudonym Id);
