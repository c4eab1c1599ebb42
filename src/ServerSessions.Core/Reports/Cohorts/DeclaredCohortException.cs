namespace ServerSessions.Reports.Cohorts;

/// <summary>A cohort that the options declare was to be changed at run time.</summary>
internal sealed class DeclaredCohortException(string message) : InvalidOperationException(message);
