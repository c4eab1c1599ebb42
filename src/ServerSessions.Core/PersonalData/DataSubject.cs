namespace ServerSessions;

/// <summary>Whose data is exported or erased: a person, by the user id of the application, or one session.</summary>
public readonly record struct DataSubject
{
    private DataSubject(string? user, string? issuer, SessionId session, bool mayBeHash = false) => (UserId, Issuer, Session, MayBeHash) = (user, issuer, session, mayBeHash);

    internal string? UserId { get; }

    /// <summary>Whether <see cref="UserId"/> may also be the hash of a user.</summary>
    internal bool MayBeHash { get; }

    internal string? Issuer { get; }

    internal SessionId Session { get; }

    /// <summary>From where an erasure is asked for; null where the application calls.</summary>
    internal ErasureRequester? Requester { get; init; }

    /// <summary>
    /// Names of accounts with which the person signs in, such as an e-mail address, where they differ from the user id. Rules remember failed attempts under such a name.
    /// </summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>
    /// A person, in all of their sessions, by the id alone: an id that looks like the hash of another user is still an id. Use it wherever people may choose their id.
    /// </summary>
    /// <param name="user">The user id in the application.</param>
    /// <param name="issuer">
    /// The issuer of the id, as in the claim. Null (the default) where the id is the application's own, or its issuer is one of
    /// <see cref="SessionProcessingOptions.LocalIssuers"/>.
    /// </param>
    public static DataSubject OfUser(string user, string? issuer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return new(user, issuer, default);
    }

    /// <summary>
    /// A person, in all of their sessions, as an administrator names them: by the id, or by the hash that reports, alerts and webhooks show. Never for an id that its user has
    /// chosen: it may be the hash of another user.
    /// </summary>
    /// <param name="user">The user id in the application, or its hash (32 hexadecimal digits).</param>
    /// <param name="issuer">As for <see cref="OfUser"/>.</param>
    public static DataSubject OfUserOrHash(string user, string? issuer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return new(user, issuer, default, mayBeHash: true);
    }

    /// <summary>One session, by its id.</summary>
    public static DataSubject OfSession(SessionId session) => session == default
        ? throw new ArgumentException("The id of the session is empty.", nameof(session))
        : new(null, null, session);
}
