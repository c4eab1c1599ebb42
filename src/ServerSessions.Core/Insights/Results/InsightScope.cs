namespace ServerSessions.Insights;

/// <summary>The source and the range of an insight.</summary>
/// <param name="From">First start, inclusive.</param>
/// <param name="To">Last start, exclusive.</param>
/// <param name="Source">"journeys": they were folded one by one; "rollups": counts of whole hours or days were merged.</param>
/// <param name="Journeys">Number of folded journeys; 0 for rollups.</param>
/// <param name="IsComplete">Whether all journeys of the range are included. False when there were more than one answer covers.</param>
public sealed record InsightScope(DateTimeOffset From, DateTimeOffset To, string Source, long Journeys, bool IsComplete);
