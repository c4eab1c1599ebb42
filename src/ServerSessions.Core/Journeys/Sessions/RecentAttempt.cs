namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Times of the newest failing attempts at one step, newest last; at most two are needed to detect a third. The target distinguishes unmatched paths; else 0.
/// </summary>
internal readonly record struct RecentAttempt(string Name, ulong Target, long Older, long Newer);
