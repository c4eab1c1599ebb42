namespace ServerSessions.Journeys;

/// <summary>Where a step stands in a declared flow.</summary>
internal readonly record struct FlowPlace(int Flow, bool Completes);
