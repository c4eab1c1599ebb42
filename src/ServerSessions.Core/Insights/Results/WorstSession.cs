namespace ServerSessions;

/// <summary>A session with a high friction score.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Score">Its friction score.</param>
public sealed record WorstSession(string Session, int Score);
