namespace ServerSessions.Capture;

/// <summary>How a visitor is known; by a cookie, it is the <see cref="BrowserCookie"/>.</summary>
/// <param name="key">Pseudonym of the session key.</param>
/// <param name="kind">What it was made from.</param>
internal class VisitIdentity(Pseudonym key, KeyKind kind)
{
    public Pseudonym Key { get; } = key;

    public KeyKind Kind { get; } = kind;
}
