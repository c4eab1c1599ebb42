namespace ServerSessions.Model;

/// <summary>What only a minority of events carries, kept apart so that an ordinary event stays small.</summary>
internal sealed record EventDetail
{
    /// <summary>Names of the failing fields, never their values.</summary>
    public string[]? Fields { get; init; }

    /// <summary>The authorization policy or scheme that refused.</summary>
    public string? Policy { get; init; }

    /// <summary>
    /// OpenTelemetry's <c>error.type</c>: full name of the exception's type, or the name of the result that the handler gave ("Conflict").
    /// </summary>
    public string? ErrorType { get; init; }

    public LoginOutcome Login { get; init; }

    /// <summary>The attempted account.</summary>
    public Pseudonym Account { get; init; }

    /// <summary>The entry of the known-probe list that the path is on: text of ours, never the path.</summary>
    public string? Probe { get; init; }

    /// <summary>Origin of a foreign referrer, cut to 512 bytes.</summary>
    public string? Referrer { get; init; }

    /// <summary>W3C trace id of a step that was not ok.</summary>
    public string? Trace { get; init; }

    /// <summary>
    /// The object that a refused or missing request named, to compare within one session and route only: a keyed hash of its ids, or
    /// where <see cref="IsOrdinal"/>, its number moved by an offset that is this session's and route's own. 0 where it named none.
    /// </summary>
    public ulong Object { get; init; }

    /// <summary><see cref="Object"/> is a number: differences within the session and route are the ids' own.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>In a signal to an endpoint: the pages that this session was shown before, the newest first.</summary>
    public string[]? Came { get; init; }

    /// <summary>The user of a sign-in that was shown though it was revoked; none for most.</summary>
    public Pseudonym RevokedUser { get; init; }

    /// <summary>The authenticated session of that sign-in.</summary>
    public Pseudonym RevokedSession { get; init; }

    /// <summary>Whether a remote authentication handler (OpenID Connect, SAML, OAuth) completed the sign-in of this request.</summary>
    public bool IsRemoteSignIn { get; init; }

    /// <summary>Key that the same visitor was known by until now, where the key may have changed; none for most.</summary>
    public Pseudonym Before { get; init; }

    /// <summary>Consent was withdrawn: the visitor's earlier steps are not to be linked, so nothing can be concluded from their absence.</summary>
    public bool IsPastUnseen { get; init; }

    /// <summary>Properties that the application recorded with a custom event; of a request, what <see cref="FeatureFlags"/> and <see cref="RefusedFeatures"/> wrote.</summary>
    public KeyValuePair<string, string>[]? Properties { get; init; }
}
