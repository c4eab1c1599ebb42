namespace ServerSessions;

/// <summary>What an insight was told from.</summary>
/// <param name="From">First start, inclusive.</param>
/// <param name="To">Last start, exclusive.</param>
/// <param name="Source">"journeys": they were folded one by one; "rollups": counts of whole hours or days were merged.</param>
/// <param name="Journeys">Closed journeys looked at; 0 for rollups.</param>
/// <param name="IsComplete">False: there were more than are looked at for one answer.</param>
public sealed record InsightScope(DateTimeOffset From, DateTimeOffset To, string Source, long Journeys, bool IsComplete);
