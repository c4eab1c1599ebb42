
namespace ServerSessions;

/// <summary>The class of a journey: the first that applies.</summary>
public enum JourneyClass : byte
{
    /// <summary>It reached a declared goal.</summary>
    Completed,
    /// <summary>It ended on a step that was denied or failed.</summary>
    Blocked,
    /// <summary>It entered a declared flow and did not complete it.</summary>
    Abandoned,
    /// <summary>It was not engaged: one step, no goal.</summary>
    Bounced,
    /// <summary>Goals are declared, and at least five steps reached none of them.</summary>
    Wandering,
    /// <summary>Anything else.</summary>
    Browsing,
}
