namespace ServerSessions.Insights;

/// <summary>Median and 90th percentile of measured values; null when there are none.</summary>
/// <param name="P50">Median.</param>
/// <param name="P90">90th percentile.</param>
public sealed record Percentiles(double? P50, double? P90);
