namespace ServerSessions;

/// <summary>Whose data is exported or erased: a person, by the user id of the application, or one session.</summary>
public readonly record struct DataSubject
{
    private DataSubject(string? user, string? issuer, SessionId session) => (UserId, Issuer, Session) = (user, issuer, session);

    internal string? UserId { get; }

    internal string? Issuer { get; }

    internal SessionId Session { get; }

    /// <summary>
    /// Names of accounts with which the person signs in, such as an e-mail address, where they differ from the user id. Rules remember failed attempts under such a name.
    /// </summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>A person, in all of their sessions.</summary>
    /// <param name="user">The user id in the application, or its hash (32 hexadecimal digits).</param>
    /// <param name="issuer">
    /// The issuer of the id, as in the claim. Null (the default) where the id is the application's own, or its issuer is one of
    /// <see cref="SessionProcessingOptions.LocalIssuers"/>.
    /// </param>
    public static DataSubject OfUser(string user, string? issuer = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        return new(user, issuer, default);
    }

    /// <summary>One session, by its id.</summary>
    public static DataSubject OfSession(SessionId session) => session == default
        ? throw new ArgumentException("The id of the session is empty.", nameof(session))
        : new(null, null, session);
}
