namespace ServerSessions;

/// <summary>Kind of a session's key: what it was made from.</summary>
public enum KeyKind : byte
{
    /// <summary>The first-party cookie: it names the browser.</summary>
    Cookie,
    /// <summary>The authenticated session: a random id in the ticket, or the claim <c>sid</c>; for a token without it, its user with this user agent.</summary>
    Authenticated,
    /// <summary>The key of the day, where no cookie may be set: application, user agent and shortened address, with a salt of the day.</summary>
    Daily,
    /// <summary>
    /// A form of another site, for which the browser had to withhold its cookie (a returning payment, a sign-in by OpenID Connect or SAML). The key
    /// belongs to this request only, and is no session of a visitor.
    /// </summary>
    CrossSite,
    /// <summary>
    /// The session id that a caller of <c>TrustedCallers</c> passed on in W3C baggage. It lasts as long as that session, names no browser and no person,
    /// and no response holds it.
    /// </summary>
    Propagated,
}
