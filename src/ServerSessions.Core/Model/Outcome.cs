namespace ServerSessions;

/// <summary>How a request ended, from the application's view.</summary>
public enum Outcome : byte
{
    /// <summary>Answered with 1xx, 2xx or 304.</summary>
    Ok,
    /// <summary>Answered with another 3xx.</summary>
    Redirected,
    /// <summary>Validation refused the input: 400 or 422, or a form shown again with errors. Field names are kept, values never.</summary>
    Invalid,
    /// <summary>401 or 403.</summary>
    Denied,
    /// <summary>404, 405 or 410.</summary>
    Missing,
    /// <summary>409 or 412.</summary>
    Conflict,
    /// <summary>429 or 503 with Retry-After.</summary>
    Throttled,
    /// <summary>Another 4xx or a 5xx, or an exception reached the server.</summary>
    Failed,
    /// <summary>The client disconnected before the answer was complete.</summary>
    Aborted,
}
