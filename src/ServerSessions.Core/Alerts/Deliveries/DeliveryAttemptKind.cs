namespace ServerSessions;

/// <summary>How one attempt to deliver a webhook message ended.</summary>
public enum DeliveryAttemptKind : byte
{
    /// <summary>2xx, or the handler returned.</summary>
    Delivered,
    /// <summary>3xx: it is not followed.</summary>
    Redirected,
    /// <summary>Another status below 500.</summary>
    Refused,
    /// <summary>410: the receiver accepts no more messages.</summary>
    Gone,
    /// <summary>429 or 5xx.</summary>
    Busy,
    /// <summary>No answer in time.</summary>
    TimedOut,
    /// <summary>No connection, or it was cut.</summary>
    Unreachable,
    /// <summary>The destination may not be reached; nothing was connected.</summary>
    Blocked,
    /// <summary>The application's handler or formatter threw.</summary>
    Threw,
    /// <summary>The formatter's body is not valid; nothing was sent.</summary>
    Malformed,
}
