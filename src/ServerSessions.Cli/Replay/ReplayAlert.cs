namespace ServerSessions.Cli.Replay;

/// <summary>One line of <c>--alerts</c>: a finding in its final state, about whom the log names in full.</summary>
/// <param name="Finding">The newest state.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Requests">Requests of the subject until the alert was raised.</param>
internal sealed record ReplayAlert(Finding Finding, ReplaySubject Subject, long Requests);
