namespace ServerSessions.Cli.Insight;

/// <param name="Step">Name of the step.</param>
/// <param name="Sessions">Sessions that hold it.</param>
/// <param name="Count">Requests of it.</param>
internal sealed record TopStep(string Step, long Sessions, long Count);
