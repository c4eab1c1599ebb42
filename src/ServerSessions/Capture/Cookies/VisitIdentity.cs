namespace ServerSessions.Capture.Cookies;

/// <summary>How a visitor is known; by a cookie, it is the <see cref="BrowserCookie"/>.</summary>
/// <param name="key">Pseudonym of the session key.</param>
/// <param name="kind">What it was made from.</param>
internal class VisitIdentity(Pseudonym key, KeyKind kind)
{
    public Pseudonym Key { get; } = key;

    public KeyKind Kind { get; } = kind;

    /// <summary>Key of the cookie that the request shows though the browser asks not to be tracked; none for most.</summary>
    public Pseudonym Before { get; init; }

    /// <summary>The request shows a cookie and consent was withdrawn: the earlier steps must not be linked.</summary>
    public bool IsPastUnseen { get; init; }
}
