namespace ServerSessions.Insights;

/// <summary>A step at which sessions left a flow.</summary>
public sealed record LeftStep(string Step, long Sessions, IReadOnlyList<CauseCount> Causes);
