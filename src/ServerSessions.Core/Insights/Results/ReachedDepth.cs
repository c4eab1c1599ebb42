namespace ServerSessions.Insights;

/// <summary>How many views were scrolled to a depth.</summary>
/// <param name="Depth">Percent of the page's height.</param>
/// <param name="Views">Number of views that reached it.</param>
/// <param name="Share">Their share, 0 to 1.</param>
public sealed record ReachedDepth(int Depth, long Views, double Share);
