namespace ServerSessions.Journeys.Sessions;

/// <summary>The worth of a session when not all can be kept, least first.</summary>
internal enum SessionWorth : byte
{
    /// <summary>Closed; what is left is what the key's next session needs.</summary>
    Closed,
    /// <summary>Anonymous, of one request by a client that came without our cookie.</summary>
    Provisional,
    /// <summary>Anonymous, begun without our cookie, or with one that may come from a session that was given up a moment ago.</summary>
    New,
    /// <summary>Anonymous, by a browser that brought a cookie of ours.</summary>
    Returning,
    /// <summary>By a user, or under an authenticated session.</summary>
    SignedIn,
    /// <summary>It has no rank yet.</summary>
    Unranked,
}
