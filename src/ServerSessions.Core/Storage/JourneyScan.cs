namespace ServerSessions.Storage;

/// <summary>Selects closed journeys of a partition, oldest first, page by page.</summary>
/// <param name="From">Earliest start, Unix milliseconds, inclusive.</param>
/// <param name="To">Latest start, Unix milliseconds, exclusive.</param>
/// <param name="After">Only ids that order after this one: where the previous page ended.</param>
/// <param name="Limit">Page size.</param>
internal readonly record struct JourneyScan(long From, long To, SessionId? After, int Limit);
