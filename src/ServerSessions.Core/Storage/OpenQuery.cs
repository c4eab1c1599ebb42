namespace ServerSessions.Storage;

/// <summary>Selects open sessions of one partition, newest first.</summary>
/// <param name="User">Only sessions of this user; none for all.</param>
/// <param name="Before">Only ids that order before this one: where the previous page ended.</param>
/// <param name="Limit">Page size.</param>
internal readonly record struct OpenQuery(Pseudonym User, SessionId? Before, int Limit);
