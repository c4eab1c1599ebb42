namespace ServerSessions.Journeys.Sessions;

/// <summary>Where a step stands in a declared flow.</summary>
internal readonly record struct FlowPlace(int Flow, bool Completes);
