namespace ServerSessions.Response;

/// <summary>Finds what sessions can be held by, and what they did.</summary>
internal interface ISessionFinder
{
    ValueTask<FoundSession?> FindAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Another object once users are named with other keys: what <see cref="UsersOf"/> answered before is no longer all.</summary>
    object Names { get; }

    /// <summary>The pseudonyms that a user may be known by; by the id in clear, or a hash. An issuer where the id is not the application's own.</summary>
    IReadOnlyList<Pseudonym> UsersOf(string user, string? issuer = null);

    /// <summary>Whether an earlier session of the user, begun before a moment, came from the same network or the same browser as this one.</summary>
    ValueTask<bool> IsFamiliarAsync(SessionId session, Pseudonym user, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>What a session did after a moment; null when there is no such session.</summary>
    ValueTask<ShadowSequel?> SequelAsync(SessionId session, string rule, DateTimeOffset after, CancellationToken cancellationToken);
}
