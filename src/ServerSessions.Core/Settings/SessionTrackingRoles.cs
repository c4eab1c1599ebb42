namespace ServerSessions;

/// <summary>The roles of a process in session tracking. Web nodes that only capture, and workers that process, share a storage.</summary>
[Flags]
public enum SessionTrackingRoles
{
    /// <summary>No background work. The process can still show reports.</summary>
    None = 0,
    /// <summary>Records the requests that it serves. Needs a web application.</summary>
    Capture = 1,
    /// <summary>Processes recorded requests into journeys, reports and alerts.</summary>
    Roll = 2,
    /// <summary>Delivers alerts to webhooks and handlers.</summary>
    Deliver = 4,
    /// <summary>All of these.</summary>
    All = Capture | Roll | Deliver,
}
