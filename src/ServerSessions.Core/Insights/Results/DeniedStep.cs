namespace ServerSessions.Insights;

/// <summary>A step that people tried and were refused.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Cause">The policy that refused, in words.</param>
/// <param name="Sessions">Number of sessions that were refused.</param>
/// <param name="Users">Number of signed-in users among them.</param>
public sealed record DeniedStep(string Step, string Cause, long Sessions, long Users);
