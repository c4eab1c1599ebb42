namespace ServerSessions.Reports;

/// <summary>What changed among the newest open sessions since the message before.</summary>
/// <param name="Sessions">New sessions, and those with news, newest first.</param>
/// <param name="Left">Ids of sessions that are no longer among the newest open ones: they have closed, or many newer ones are open.</param>
internal sealed record LiveNews(IReadOnlyList<SessionSummary> Sessions, IReadOnlyList<string> Left);
