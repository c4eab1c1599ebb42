namespace ServerSessions.Storage;

/// <summary>Selects closed journeys, newest first.</summary>
/// <param name="From">Earliest start, Unix milliseconds, inclusive.</param>
/// <param name="To">Latest start, Unix milliseconds, exclusive.</param>
/// <param name="User">Only sessions of this user, by the index of the user.</param>
/// <param name="Before">Only ids that order before this one: where the previous page ended.</param>
/// <param name="Limit">Page size.</param>
internal readonly record struct JourneyQuery(long From, long To, Pseudonym User, SessionId? Before, int Limit);
