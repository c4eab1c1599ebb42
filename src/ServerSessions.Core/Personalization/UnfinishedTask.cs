namespace ServerSessions;

/// <summary>A task that a person began and did not finish.</summary>
/// <param name="Name">Name of the flow, or the route of the form.</param>
/// <param name="Kind">A flow or a form.</param>
/// <param name="LastStep">The last of its steps.</param>
/// <param name="Time">Time of that step (UTC).</param>
/// <param name="IsOfThisSession">Whether it was begun in the current session; else in an earlier one, maybe on another device.</param>
public sealed record UnfinishedTask(string Name, TaskKind Kind, string LastStep, DateTimeOffset Time, bool IsOfThisSession);
