namespace ServerSessions;

/// <summary>A step at which people gave up.</summary>
public sealed record LeftStep(string Step, long Sessions, IReadOnlyList<CauseCount> Causes);
