namespace ServerSessions.Response;

/// <summary>Finds the pseudonyms of sessions, and how sessions continued.</summary>
internal interface ISessionFinder
{
    ValueTask<FoundSession?> FindAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>An object that changes when the identity keys change: results of <see cref="UsersOf"/> from before are then incomplete.</summary>
    object Names { get; }

    /// <summary>Returns the pseudonyms of a user, given by id or by hash; with an issuer if the id is not the application's own.</summary>
    IReadOnlyList<Pseudonym> UsersOf(string user, string? issuer = null);

    /// <summary>Whether a session of the user that started before a moment came from the same network or browser as this one.</summary>
    /// <param name="session">The session.</param>
    /// <param name="user">Its user.</param>
    /// <param name="before">The moment.</param>
    /// <param name="except">Sessions that prove nothing, because they were found themselves.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    ValueTask<bool> IsFamiliarAsync(SessionId session, Pseudonym user, DateTimeOffset before, IReadOnlySet<string> except, CancellationToken cancellationToken);

    /// <summary>Evaluates what a session did after a moment; null when there is no such session.</summary>
    ValueTask<ShadowEvaluation?> EvaluateAsync(SessionId session, string rule, DateTimeOffset after, CancellationToken cancellationToken);
}
