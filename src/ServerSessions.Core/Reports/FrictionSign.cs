namespace ServerSessions.Reports;

/// <summary>A sign of friction at a step.</summary>
public enum FrictionSign : byte
{
    /// <summary>The person returned to it after at most 10 s on another step.</summary>
    QuickBack,
    /// <summary>It is a return to one of the last 5 steps.</summary>
    Backtrack,
    /// <summary>It was tried three times in 5 minutes without success.</summary>
    Repeat,
    /// <summary>It was requested three times or more, at most 1 s apart.</summary>
    Rage,
}
