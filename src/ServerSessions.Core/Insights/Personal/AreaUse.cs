namespace ServerSessions.Insights.Personal;

/// <summary>The time that a person spent in one area of the application.</summary>
/// <param name="Area">Name of a feature, or the first segment of a route.</param>
/// <param name="Seconds">Think time in it. The last step of a session has none.</param>
/// <param name="Visits">Number of requests.</param>
/// <param name="Last">The last one.</param>
internal sealed record AreaUse(string Area, double Seconds, long Visits, DateTimeOffset Last);
