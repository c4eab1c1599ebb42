namespace ServerSessions;

/// <summary>A figure that an <see cref="InsightAlert"/> compares with its threshold.</summary>
public enum InsightFigure
{
    /// <summary>Number of sessions in the window.</summary>
    Sessions,

    /// <summary>Share of sessions that reached the goal, 0 to 1.</summary>
    Conversion,

    /// <summary>Sum of the values recorded in the alert's currency.</summary>
    Revenue,

    /// <summary>Share of sessions with an error: a request that was invalid, denied, missing, in conflict, throttled or failed, 0 to 1.</summary>
    Errors,

    /// <summary>Share of sessions with a request that failed (5xx, or an exception), 0 to 1.</summary>
    Failures,

    /// <summary>Mean friction score of a session.</summary>
    Friction,

    /// <summary>Share of sessions that were not engaged, 0 to 1.</summary>
    Bounce,

    /// <summary>Median duration of a session in seconds.</summary>
    Duration,
}
