namespace ServerSessions.Journeys.People;

/// <summary>A feature that a person used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">The last use, Unix microseconds.</param>
/// <param name="Session">The session in which that was.</param>
internal sealed record RememberedFeature(string Name, long At, SessionId Session);
