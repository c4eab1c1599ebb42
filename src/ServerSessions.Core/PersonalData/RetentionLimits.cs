namespace ServerSessions.PersonalData;

/// <summary>The configured limits that no storage has itself.</summary>
/// <param name="Alerts">Time for which alerts, decisions and deliveries are kept.</param>
/// <param name="People">Time for which what is remembered of a person is kept after its last change.</param>
/// <param name="InProcessJourneys">Maximum number of closed journeys of the in-process storage.</param>
internal sealed record RetentionLimits(TimeSpan Alerts, TimeSpan People, int InProcessJourneys);
