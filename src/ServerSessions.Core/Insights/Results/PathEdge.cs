namespace ServerSessions.Insights;

/// <summary>A transition between two different steps.</summary>
/// <param name="From">Step that was left.</param>
/// <param name="To">Step that came next.</param>
/// <param name="Sessions">Number of sessions with this transition, each counted once: the conversions of the strict funnel of these two steps.</param>
/// <param name="Transitions">Number of transitions.</param>
public sealed record PathEdge(string From, string To, long Sessions, long Transitions);
