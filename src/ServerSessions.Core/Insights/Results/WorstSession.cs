namespace ServerSessions.Insights;

/// <summary>A session with a high friction score.</summary>
/// <param name="Session">Id of the session.</param>
/// <param name="Score">Friction score of the session.</param>
public sealed record WorstSession(string Session, int Score);
