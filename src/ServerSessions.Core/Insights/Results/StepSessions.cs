namespace ServerSessions.Insights;

/// <summary>A step, with the number of its sessions.</summary>
public sealed record StepSessions(string Step, long Sessions);
