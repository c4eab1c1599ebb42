using ServerSessions.Model.Browser;

namespace ServerSessions.Model;

/// <summary>What only a minority of events carries, kept apart so that an ordinary event stays small. Nothing changes one once its event is captured or read.</summary>
internal sealed record EventDetail
{
    /// <summary>Names of the failing fields, never their values.</summary>
    public string[]? Fields { get; set; }

    /// <summary>The authorization policy or scheme that refused.</summary>
    public string? Policy { get; set; }

    /// <summary>
    /// OpenTelemetry's <c>error.type</c>: full name of the exception's type, or the name of the result that the handler gave ("Conflict").
    /// </summary>
    public string? ErrorType { get; set; }

    public LoginOutcome Login { get; set; }

    /// <summary>The attempted account.</summary>
    public Pseudonym Account { get; set; }

    /// <summary>The entry of the known-probe list that matches the path: a text of ours, never the path.</summary>
    public string? Probe { get; set; }

    /// <summary>Origin of a foreign referrer, cut to 512 bytes.</summary>
    public string? Referrer { get; set; }

    /// <summary>W3C trace id of a step that was not ok.</summary>
    public string? Trace { get; set; }

    /// <summary>
    /// The object that a refused or missing request named, to compare within one session and route only: a keyed hash of its ids, or
    /// where <see cref="IsOrdinal"/>, its number moved by an offset that is this session's and route's own. 0 where it named none.
    /// </summary>
    public ulong Object { get; set; }

    /// <summary><see cref="Object"/> is a number: differences within the session and route are the ids' own.</summary>
    public bool IsOrdinal { get; set; }

    /// <summary>The user of a sign-in that was shown though it was revoked; none for most.</summary>
    public Pseudonym RevokedUser { get; set; }

    /// <summary>The authenticated session of that sign-in.</summary>
    public Pseudonym RevokedSession { get; set; }

    /// <summary>Whether a remote authentication handler (OpenID Connect, SAML, OAuth) completed the sign-in of this request.</summary>
    public bool IsRemoteSignIn { get; set; }

    /// <summary>Key that the same visitor was known by until now, where the key may have changed; none for most.</summary>
    public Pseudonym Before { get; set; }

    /// <summary>Consent was withdrawn: the visitor's earlier steps are not to be linked, so nothing can be concluded from their absence.</summary>
    public bool IsPastUnseen { get; set; }

    /// <summary>Declared predecessors that shed requests of the session reached, where all of them are known; null for most.</summary>
    public string[]? ReachedBefore { get; set; }

    /// <summary>Properties that the application recorded with a custom event; of a request, what <see cref="FeatureFlags"/>, <see cref="RefusedFeatures"/> and <see cref="CampaignFacts"/> wrote.</summary>
    public KeyValuePair<string, string>[]? Properties { get; set; }

    /// <summary>What the browser reports of a page view; null for all but the requests of <see cref="EventFlags.Beacon"/>.</summary>
    public BrowserReport? Browser { get; set; }
}
