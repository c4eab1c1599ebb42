namespace ServerSessions;

/// <summary>What a session's key was made from.</summary>
public enum KeyKind : byte
{
    /// <summary>The first-party cookie: it names the browser.</summary>
    Cookie,
    /// <summary>The authenticated session: a random key in the ticket, or the claim <c>sid</c> or <c>jti</c>.</summary>
    Authenticated,
    /// <summary>No cookie may be set: application, user agent and cut address with a salt of the day.</summary>
    Daily,
}
