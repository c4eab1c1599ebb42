namespace ServerSessions;

/// <summary>A session worth looking at.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Score">Its friction score.</param>
public sealed record WorstSession(string Session, int Score);
