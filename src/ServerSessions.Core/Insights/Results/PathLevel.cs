namespace ServerSessions.Insights;

/// <summary>A transition at a distance after (or before) the requested step.</summary>
/// <param name="Level">1 for the transition out of (into) that step.</param>
/// <param name="From">Step that was left.</param>
/// <param name="To">Step that came next.</param>
/// <param name="Sessions">Number of sessions with it at this distance.</param>
public sealed record PathLevel(int Level, string From, string To, long Sessions);
