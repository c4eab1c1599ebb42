namespace ServerSessions;

/// <summary>The target of a response: a session, the key of a tracked session, or a user.</summary>
public readonly record struct ResponseTarget
{
    private ResponseTarget(SessionId session, Pseudonym key, string? user, string? issuer = null) => (Session, Key, UserId, Issuer) = (session, key, user, issuer);

    internal SessionId Session { get; }

    internal Pseudonym Key { get; }

    internal string? UserId { get; }

    internal string? Issuer { get; }

    /// <summary>A session, by its id in reports and findings.</summary>
    public static ResponseTarget OfSession(SessionId session) => new(session, default, null);

    /// <summary>A client, by <c>TrackedSession.Key</c>.</summary>
    public static ResponseTarget OfKey(Pseudonym key) => new(default, key, null);

    /// <summary>A user, in all of their sessions.</summary>
    /// <param name="user">The user id in the application, or its hash.</param>
    /// <param name="issuer">
    /// The issuer of the id, as in the claim. Null (the default) where the id is the application's own, or its issuer is one of
    /// <see cref="SessionProcessingOptions.LocalIssuers"/>.
    /// </param>
    public static ResponseTarget OfUser(string user, string? issuer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return new(default, default, user, issuer);
    }

    /// <summary>A session, by its id.</summary>
    public static implicit operator ResponseTarget(SessionId session) => OfSession(session);
}
