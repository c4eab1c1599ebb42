namespace ServerSessions.Storage;

/// <summary>An entry of the index of open sessions.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="Key">Its key, which is the key of its live state.</param>
/// <param name="User">Its user; none for an anonymous session.</param>
internal readonly record struct OpenSession(SessionId Id, Pseudonym Key, Pseudonym User);
