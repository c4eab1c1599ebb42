namespace ServerSessions.Insights.Comparing;

/// <summary>The figures of a stretch of time, with a floor applied.</summary>
/// <param name="Overview">Sessions, engagement, where they came from.</param>
/// <param name="Goals">Goals.</param>
/// <param name="Funnels">The declared funnels.</param>
internal sealed record PeriodFigures(Overview Overview, GoalReport Goals, IReadOnlyList<(string Name, FunnelReport Report)> Funnels);
