namespace ServerSessions.Journeys.People;

/// <summary>A task that a person began: a declared flow, or a form that was not accepted.</summary>
/// <param name="Name">The flow's name, or the form's route.</param>
/// <param name="IsForm">A form; else a flow.</param>
/// <param name="Step">The last of its steps.</param>
/// <param name="At">Time of that step, Unix microseconds.</param>
/// <param name="IsDone">It was finished, so that an older report does not open it again.</param>
/// <param name="Session">The session in which that was.</param>
internal sealed record RememberedTask(string Name, bool IsForm, string Step, long At, bool IsDone, SessionId Session);
