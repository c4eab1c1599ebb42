namespace ServerSessions;

/// <summary>What a process does for session tracking. Web nodes that only capture and workers that roll share a storage.</summary>
[Flags]
public enum SessionTrackingRoles
{
    /// <summary>Nothing in the background: the process may still show reports.</summary>
    None = 0,
    /// <summary>Records the requests that it serves. Needs a web application.</summary>
    Capture = 1,
    /// <summary>Makes journeys, reports and alerts of recorded requests.</summary>
    Roll = 2,
    /// <summary>Delivers alerts to webhooks and handlers.</summary>
    Deliver = 4,
    /// <summary>All of these.</summary>
    All = Capture | Roll | Deliver,
}
