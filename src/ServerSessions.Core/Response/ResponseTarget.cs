namespace ServerSessions;

/// <summary>The target of a response: a session, the key of a tracked session, or a user.</summary>
public readonly record struct ResponseTarget
{
    private ResponseTarget(SessionId session, Pseudonym key, string? user, string? issuer = null) => (Session, Key, UserId, Issuer) = (session, key, user, issuer);

    private ResponseTarget(IReadOnlyList<Pseudonym> person, IReadOnlyList<DecisionTarget> targets, Pseudonym spared) => (Person, Targets, Spared) = (person, targets, spared);

    /// <summary>Every pseudonym of the user, who decides about their own sign-ins; null for a decision of others.</summary>
    internal IReadOnlyList<Pseudonym>? Person { get; }

    /// <summary>Of such a decision, what it names.</summary>
    internal IReadOnlyList<DecisionTarget>? Targets { get; }

    /// <summary>Of such a decision, the one sign-in that stays valid.</summary>
    internal Pseudonym Spared { get; }

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

    /// <summary>A user's sign-ins in one browser, and no other user's there.</summary>
    internal static ResponseTarget OfOwnDevice(IReadOnlyList<Pseudonym> user, IReadOnlyList<DecisionTarget> targets) => new(user, targets, Pseudonym.None);

    /// <summary>All sign-ins of a user but one.</summary>
    internal static ResponseTarget OfOwnOthers(IReadOnlyList<Pseudonym> user, Pseudonym spared) =>
        new(user, [.. user.Select(u => new DecisionTarget(DecisionTargetKind.User, u.ToString()))], spared);

    /// <summary>A session, by its id.</summary>
    public static implicit operator ResponseTarget(SessionId session) => OfSession(session);
}
