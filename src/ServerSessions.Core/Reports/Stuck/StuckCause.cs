namespace ServerSessions.Reports;

/// <summary>What keeps a person from going on.</summary>
public enum StuckCause : byte
{
    /// <summary>A form or request was refused as invalid.</summary>
    Invalid,
    /// <summary>The person may not do it, or has to sign in first.</summary>
    Denied,
    /// <summary>There is nothing at the address.</summary>
    Missing,
    /// <summary>The data had changed meanwhile.</summary>
    Conflict,
    /// <summary>There were too many requests.</summary>
    Throttled,
    /// <summary>The application failed.</summary>
    Failed,
    /// <summary>The same request was sent again and again, although it succeeded.</summary>
    Rage,
    /// <summary>The person went back and forth, and searches for something.</summary>
    Searching,
}
