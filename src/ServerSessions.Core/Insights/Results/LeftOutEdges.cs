namespace ServerSessions.Insights;

/// <summary>Counts of what a list leaves out.</summary>
/// <param name="Edges">Number of pairs of steps that are not listed.</param>
/// <param name="Transitions">Number of their transitions.</param>
public sealed record LeftOutEdges(long Edges, long Transitions);
