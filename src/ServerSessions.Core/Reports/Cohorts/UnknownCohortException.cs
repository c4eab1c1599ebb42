namespace ServerSessions.Reports.Cohorts;

/// <summary>A segment names a cohort that there is not.</summary>
internal sealed class UnknownCohortException(string message) : ArgumentException(message);
