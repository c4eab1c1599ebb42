namespace ServerSessions;

/// <summary>A transition so many steps after (or before) the step that was asked for.</summary>
/// <param name="Level">1 for the transition out of (into) that step.</param>
/// <param name="From">Step that was left.</param>
/// <param name="To">Step that came next.</param>
/// <param name="Sessions">Sessions that made it there.</param>
public sealed record PathLevel(int Level, string From, string To, long Sessions);
