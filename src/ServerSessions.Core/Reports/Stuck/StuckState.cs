namespace ServerSessions.Reports;

/// <summary>How it went on for a person who was stuck.</summary>
public enum StuckState : byte
{
    /// <summary>The session is open, and the step has not succeeded since: help can still arrive in time.</summary>
    Now,
    /// <summary>The session has ended, and the step had not succeeded.</summary>
    GaveUp,
    /// <summary>The step succeeded later.</summary>
    Recovered,
}
