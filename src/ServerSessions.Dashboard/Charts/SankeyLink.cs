namespace ServerSessions.Dashboard.Charts;

/// <summary>Sessions that went from a node to one of the next column.</summary>
/// <param name="From">The left node.</param>
/// <param name="To">The right node.</param>
/// <param name="Sessions">Number of sessions.</param>
/// <param name="Path">Data of the path.</param>
internal sealed record SankeyLink(SankeyNode From, SankeyNode To, long Sessions, string Path);
