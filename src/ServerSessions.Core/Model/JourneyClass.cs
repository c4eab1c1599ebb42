namespace ServerSessions;

/// <summary>What a journey came to; the first that applies.</summary>
public enum JourneyClass : byte
{
    /// <summary>It reached a declared goal.</summary>
    Completed,
    /// <summary>It ended on a step that was denied or failed.</summary>
    Blocked,
    /// <summary>It entered a declared flow and left it.</summary>
    Abandoned,
    /// <summary>It was not engaged: one step, no goal.</summary>
    Bounced,
    /// <summary>Goals are declared, five steps or more, none reached.</summary>
    Wandering,
    /// <summary>Anything else.</summary>
    Browsing,
}
