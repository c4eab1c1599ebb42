namespace ServerSessions.Insights.Funnels;

/// <summary>The facts of a visit to a step that a funnel needs.</summary>
/// <param name="Time">Start, Unix microseconds.</param>
/// <param name="Name">Number of the name within the funnel, or one of <see cref="FunnelNames"/>'s two others.</param>
/// <param name="Cause">How it was left.</param>
/// <param name="Next">The step after it; null at the end of a session.</param>
internal readonly record struct FunnelVisit(long Time, int Name, string Cause, string? Next);
