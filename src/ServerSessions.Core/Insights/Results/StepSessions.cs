namespace ServerSessions;

/// <summary>A step and in how many sessions it was that.</summary>
public sealed record StepSessions(string Step, long Sessions);
