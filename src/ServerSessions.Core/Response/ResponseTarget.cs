namespace ServerSessions;

/// <summary>Whom a response is about: a session, the key of a tracked session, or a user.</summary>
public readonly record struct ResponseTarget
{
    private ResponseTarget(SessionId session, Pseudonym key, string? user, string? issuer = null) => (Session, Key, UserId, Issuer) = (session, key, user, issuer);

    internal SessionId Session { get; }

    internal Pseudonym Key { get; }

    internal string? UserId { get; }

    internal string? Issuer { get; }

    /// <summary>A session, by the id that reports and findings name.</summary>
    public static ResponseTarget OfSession(SessionId session) => new(session, default, null);

    /// <summary>The client that <c>TrackedSession.Key</c> names.</summary>
    public static ResponseTarget OfKey(Pseudonym key) => new(default, key, null);

    /// <summary>A user, in every session of his.</summary>
    /// <param name="user">The user id as the application knows it, or its hash.</param>
    /// <param name="issuer">
    /// The issuer of the id, as the claim has it, where it is not the application's own; default null: it is, or its issuer is one of
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
