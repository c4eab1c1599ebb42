namespace ServerSessions;

/// <summary>Sums over a stretch of time.</summary>
public sealed record TrendTotals(long Sessions, long Steps, long Engaged, long Completed);
