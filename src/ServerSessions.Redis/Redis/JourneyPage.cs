namespace ServerSessions.Storage.Redis;

/// <param name="Journeys">In the order of reading.</param>
/// <param name="Next">Where reading goes on; null: that was all of the day.</param>
/// <param name="NextIsSeen">Whether it goes on after this id, and not with it.</param>
internal readonly record struct JourneyPage(List<StoredJourney> Journeys, SessionId? Next, bool NextIsSeen);
