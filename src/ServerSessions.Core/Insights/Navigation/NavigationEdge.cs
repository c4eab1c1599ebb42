namespace ServerSessions.Insights;

/// <summary>A transition from one route to the next, counted by sessions.</summary>
/// <param name="From">The route left.</param>
/// <param name="To">The route next; "(exit)" where sessions ended.</param>
/// <param name="Sessions">Number of sessions with this transition.</param>
/// <param name="Expected">Expected number of sessions, by their share in other weeks.</param>
public sealed record NavigationEdge(string From, string To, long Sessions, double Expected);
