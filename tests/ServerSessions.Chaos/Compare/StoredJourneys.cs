namespace ServerSessions.Chaos.Compare;

/// <param name="Events">What was folded, by session.</param>
/// <param name="Requests">Requests that the journeys hold, passive ones too.</param>
/// <param name="Steps">How often each step was taken, by name.</param>
/// <param name="Closed">Closed journeys.</param>
/// <param name="ClosedSteps">Their steps.</param>
/// <param name="RolledSessions">How many sessions the roll-ups have counted: as many as were closed.</param>
/// <param name="RolledSteps">How many steps they have counted.</param>
internal sealed record StoredJourneys(
    FoldedEvents Events, long Requests, IReadOnlyDictionary<string, long> Steps, int Closed, long ClosedSteps, long RolledSessions, long RolledSteps);
