namespace ServerSessions.Insights;

/// <summary>Sessions by the mean server time of their steps.</summary>
/// <param name="FromMs">Mean server time of a step, inclusive.</param>
/// <param name="ToMs">Upper bound, exclusive; null for unbounded.</param>
/// <param name="Sessions">Number of sessions.</param>
/// <param name="Completed">Number of sessions that reached a goal.</param>
/// <param name="Engaged">Engaged ones.</param>
/// <param name="CompletedShare">Completed ÷ sessions; null without sessions.</param>
public sealed record LatencyBand(double FromMs, double? ToMs, long Sessions, long Completed, long Engaged, double? CompletedShare);
