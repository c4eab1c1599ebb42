namespace ServerSessions.Insights;

/// <summary>The 75th percentile of each web vital; null where no browser measured it.</summary>
/// <param name="Lcp">Largest contentful paint, seconds; good up to 2.5.</param>
/// <param name="Inp">Interaction to next paint, seconds; good up to 0.2.</param>
/// <param name="Cls">Cumulative layout shift, without a unit; good up to 0.1.</param>
/// <param name="Fcp">First contentful paint, seconds; good up to 1.8.</param>
/// <param name="Ttfb">Time to the first byte, seconds; good up to 0.8.</param>
public sealed record WebVitalsFigures(double? Lcp = null, double? Inp = null, double? Cls = null, double? Fcp = null, double? Ttfb = null);
