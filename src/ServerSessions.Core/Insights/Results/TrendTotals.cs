namespace ServerSessions.Insights;

/// <summary>Totals of a range of time.</summary>
public sealed record TrendTotals(long Sessions, long Steps, long Engaged, long Completed);
