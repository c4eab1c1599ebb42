namespace ServerSessions.Insights;

/// <summary>The same step in a row, however its tries ended.</summary>
/// <param name="Name">Number of its name.</param>
/// <param name="Time">When it began, Unix microseconds.</param>
/// <param name="Cause">Number of the text that says how it was left.</param>
/// <param name="IsLanding">A page that a redirect of the step before it led to: another name of the same act.</param>
/// <param name="IsRecorded">The application recorded it inside another one: it stands between no two of them.</param>
internal readonly record struct WalkStep(int Name, long Time, int Cause, bool IsLanding = false, bool IsRecorded = false);
