namespace ServerSessions.Chaos.Compare;

/// <param name="Events">What was folded, by session.</param>
/// <param name="Closed">Closed journeys.</param>
/// <param name="ClosedSteps">Their steps.</param>
/// <param name="RolledSessions">How many sessions the roll-ups have counted: as many as were closed.</param>
/// <param name="RolledSteps">How many steps they have counted.</param>
internal sealed record StoredJourneys(FoldedEvents Events, int Closed, long ClosedSteps, long RolledSessions, long RolledSteps);
