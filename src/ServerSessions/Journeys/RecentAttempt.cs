namespace ServerSessions.Journeys;

/// <summary>Times of the newest failing attempts at one step, newest last; at most two are needed to see a third.</summary>
internal readonly record struct RecentAttempt(string Name, long Older, long Newer);
