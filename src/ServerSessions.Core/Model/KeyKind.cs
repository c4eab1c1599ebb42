namespace ServerSessions;

/// <summary>What a session's key was made from.</summary>
public enum KeyKind : byte
{
    /// <summary>The first-party cookie: it names the browser.</summary>
    Cookie,
    /// <summary>The authenticated session: a random key in the ticket, or the claim <c>sid</c>; of a token without it, its user on this user agent.</summary>
    Authenticated,
    /// <summary>No cookie may be set: application, user agent and cut address with a salt of the day.</summary>
    Daily,
    /// <summary>
    /// The browser had to withhold its cookie: another site sent a form here (a payment that returns, a sign-in by OpenID Connect or SAML). The key is this
    /// request's alone, and no session of a visitor.
    /// </summary>
    CrossSite,
}
