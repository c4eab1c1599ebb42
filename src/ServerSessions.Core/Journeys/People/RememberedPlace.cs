namespace ServerSessions.Journeys.People;

/// <summary>Where a session was last.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="At">Its time, Unix microseconds.</param>
/// <param name="Session">The session.</param>
internal sealed record RememberedPlace(string Step, long At, SessionId Session);
