namespace ServerSessions.Capture;

/// <summary>How a visitor is known.</summary>
/// <param name="Key">Pseudonym of the session key.</param>
/// <param name="Kind">What it was made from.</param>
/// <param name="Cookie">The browser's cookie, come or new; null for the other kinds.</param>
/// <param name="IsNew">The cookie was made in this request and goes out with the response.</param>
internal sealed record VisitIdentity(Pseudonym Key, KeyKind Kind, BrowserCookie? Cookie, bool IsNew);
