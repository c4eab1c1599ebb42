namespace ServerSessions.Reports.Personal;

/// <summary>A browser or client in which a person has signed in.</summary>
internal sealed record PersonDevice
{
    /// <summary>Id of its newest session, by which it is signed out.</summary>
    public required string Id { get; init; }

    /// <summary>The client in words.</summary>
    public string? Client { get; init; }

    /// <summary>Country of the newest session (ISO 3166-1 alpha-2).</summary>
    public string? Country { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Number of sessions.</summary>
    public int Sessions { get; init; }

    /// <summary>Whether the request came from it.</summary>
    public bool IsThis { get; init; }

    /// <summary>Whether a session is open there.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it can be signed out by itself. Where it is known by its network and browser only, others may be meant too.</summary>
    public bool CanSignOut { get; init; }

    /// <summary>When it was signed out, if it was not seen since.</summary>
    public DateTimeOffset? SignedOutAt { get; init; }
}
