namespace ServerSessions;

/// <summary>The middle and the upper end of measured values; null when nothing was measured.</summary>
/// <param name="P50">Median.</param>
/// <param name="P90">What nine of ten do not exceed.</param>
public sealed record Percentiles(double? P50, double? P90);
