namespace ServerSessions.PersonalData;

/// <summary>The configured limits that no storage has itself.</summary>
/// <param name="Alerts">Time for which alerts, decisions and deliveries are kept.</param>
/// <param name="InProcessJourneys">Maximum number of closed journeys of the in-process storage.</param>
internal sealed record RetentionLimits(TimeSpan Alerts, int InProcessJourneys);
