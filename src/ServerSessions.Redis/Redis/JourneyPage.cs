namespace ServerSessions.Storage.Redis;

/// <param name="Journeys">In the order of reading.</param>
/// <param name="Next">The id at which reading continues; null at the end of the day.</param>
/// <param name="NextIsSeen">Whether reading continues after this id (exclusive) and not with it.</param>
internal readonly record struct JourneyPage(List<StoredJourney> Journeys, SessionId? Next, bool NextIsSeen);
