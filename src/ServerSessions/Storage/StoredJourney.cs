namespace ServerSessions.Storage;

/// <summary>A closed journey with what the indexes need of it.</summary>
/// <param name="Id">The session's id; it carries start and partition. Storing an id again replaces it.</param>
/// <param name="User">Whose it is; none for anonymous sessions.</param>
/// <param name="Data">What <c>JourneyCodec</c> wrote.</param>
internal readonly record struct StoredJourney(SessionId Id, Pseudonym User, ReadOnlyMemory<byte> Data);
