namespace ServerSessions;

/// <summary>A way from one route to the next, counted by sessions.</summary>
/// <param name="From">The route left.</param>
/// <param name="To">The route next; "(exit)" where sessions ended.</param>
/// <param name="Sessions">Sessions that went this way.</param>
/// <param name="Expected">How many it would have been by their share in other weeks.</param>
public sealed record NavigationEdge(string From, string To, long Sessions, double Expected);
