namespace ServerSessions.Insights;

/// <summary>Selects the transitions of a path report.</summary>
/// <param name="Step">Starts at the first visit of this step; null for whole sessions.</param>
/// <param name="Depth">Number of transitions from there, 1 to 50.</param>
/// <param name="Backward">Whether the transitions before the step are reported instead of those after it.</param>
public sealed record PathQuery(string? Step = null, int Depth = 5, bool Backward = false);
