namespace ServerSessions;

/// <summary>What did not get into a top list.</summary>
/// <param name="Edges">Transitions between pairs of steps that are not shown.</param>
/// <param name="Transitions">How often they were made.</param>
public sealed record LeftOutEdges(long Edges, long Transitions);
