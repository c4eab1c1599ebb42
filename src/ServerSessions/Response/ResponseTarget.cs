namespace ServerSessions;

/// <summary>Whom a response is about: a session, the key of a tracked session, or a user.</summary>
public readonly record struct ResponseTarget
{
    private ResponseTarget(SessionId session, Pseudonym key, string? user) => (Session, Key, UserId) = (session, key, user);

    internal SessionId Session { get; }

    internal Pseudonym Key { get; }

    internal string? UserId { get; }

    /// <summary>A session, by the id that reports and findings name.</summary>
    public static ResponseTarget OfSession(SessionId session) => new(session, default, null);

    /// <summary>The client that <see cref="TrackedSession.Key"/> names.</summary>
    public static ResponseTarget OfKey(Pseudonym key) => new(default, key, null);

    /// <summary>A user, in every session of his.</summary>
    /// <param name="user">The user id as the application knows it, or its hash.</param>
    public static ResponseTarget OfUser(string user)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return new(default, default, user);
    }

    /// <summary>A session, by its id.</summary>
    public static implicit operator ResponseTarget(SessionId session) => OfSession(session);
}
