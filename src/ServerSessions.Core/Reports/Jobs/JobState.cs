namespace ServerSessions.Reports;

/// <summary>State of a job.</summary>
public enum JobState : byte
{
    /// <summary>The process that took the job has other ones to do first.</summary>
    Waiting,
    /// <summary>The job is at work.</summary>
    Running,
    /// <summary>The job is done.</summary>
    Done,
    /// <summary>A person ended the job before it was done.</summary>
    Cancelled,
    /// <summary>The job ended without a result; <see cref="JobReport.Fault"/> says why.</summary>
    Failed,
}
