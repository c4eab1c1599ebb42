namespace ServerSessions;

/// <summary>A transition between two different steps.</summary>
/// <param name="From">Step that was left.</param>
/// <param name="To">Step that came next.</param>
/// <param name="Sessions">Sessions that made it, each once: what a strict funnel of these two steps converts.</param>
/// <param name="Transitions">How often it was made.</param>
public sealed record PathEdge(string From, string To, long Sessions, long Transitions);
