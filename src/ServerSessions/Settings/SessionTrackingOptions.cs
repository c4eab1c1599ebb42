using Microsoft.AspNetCore.Http;

namespace ServerSessions;

/// <summary>Settings of session tracking in a web application. They are checked when the application starts.</summary>
public sealed class SessionTrackingOptions : SessionProcessingOptions
{
    /// <summary>How sessions are told apart; Cookie by default.</summary>
    public TrackingMode Mode { get; set; } = TrackingMode.Cookie;

    /// <summary>
    /// The cookie that names a browser. Without a <see cref="CookieBuilder.Name"/> its name is derived from the application's name, so that applications
    /// on one host, or one behind the other, keep theirs apart; it has the prefix <c>__Host-</c> over https, unless <see cref="CookieBuilder.Domain"/> or a
    /// <see cref="CookieBuilder.Path"/> other than "/" forbids that. A name that is set is written as it is. The lifetime is
    /// <see cref="CookieBuilder.Expiration"/> or, without it, <see cref="CookieBuilder.MaxAge"/>: 90 days by default, at most 400; both null for as long as
    /// the browser runs. <see cref="CookieBuilder.SecurePolicy"/> is Always by default, SameAsRequest in Development; where it does not allow the cookie over
    /// plain http, visitors who come by plain http are known by the key of the day, and that is logged once. Default for the rest: HttpOnly, SameSite Lax.
    /// </summary>
    public CookieBuilder Cookie { get; } = new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = CookieSecurePolicy.Always,
        MaxAge = TimeSpan.FromDays(90),
        IsEssential = true,
    };

    /// <summary>
    /// Asks whether this visitor agreed to a tracking cookie; null (the default) means that no consent is needed. Visitors who did
    /// not agree are tracked cookieless, for one day at most. One that throws has not agreed; while calls do not return within two seconds, further
    /// requests skip it and have no consent, and one call at a time tries it again.
    /// </summary>
    public Func<HttpContext, bool>? HasConsent { get; set; }

    /// <summary>Events that may wait for storage in this process, 1,024 to 1,048,576; 65,536 by default. More are dropped and counted.</summary>
    public int QueueCapacity { get; set; } = 65_536;

    /// <summary>Bytes that waiting events may take, estimated; 16 MiB by default, at least 1 MiB.</summary>
    public long QueueBytes { get; set; } = 16 << 20;

    /// <summary>Logins without an endpoint builder to mark, such as the pages of Identity UI.</summary>
    public IList<LoginPath> Logins { get; } = [];

    /// <summary>Path prefixes whose requests are excluded with the reason <c>path</c>: "/health", "/metrics".</summary>
    public IList<string> ExcludedPaths { get; } = [];

    /// <summary>
    /// Hosts by which browsers reach the application, beside the one that requests name: <c>shop.example</c>, or with a port <c>shop.example:8443</c>. A referrer
    /// or origin from one of them is the application's own. Name them where a proxy changes <c>Host</c> and forwards it in no header that
    /// <c>UseForwardedHeaders</c> applies. Empty by default.
    /// </summary>
    public ISet<string> OwnHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How many segments of a path name a step of a route that takes any path, such as a reverse proxy's or a fallback: <c>GET /orders/{*}</c> instead of
    /// <c>GET /{**all}</c>; 0 to 4, 2 by default. Segments that look like values (digits, longer than 24 characters) are none, and a route has at most 256 such names.
    /// Use 0 where the first segments of such paths name people: names of steps are kept as they are.
    /// </summary>
    public int CatchAllSegments { get; set; } = 2;

    /// <summary>
    /// Issues a challenge in the application's own way, in the place of the redirect to <see cref="ResponseOptions.ChallengePath"/> and of 401; it writes the whole
    /// answer. When the challenge is passed, call <c>HttpContext.PassChallengeAsync()</c>. Null by default.
    /// </summary>
    public Func<HttpContext, SessionDecision, Task>? IssueChallenge { get; set; }

    /// <summary>
    /// Writes <c>serversessions.key</c> and <c>user.hash</c>, the pseudonyms of a recorded request, onto its <see cref="System.Diagnostics.Activity"/>, where something
    /// records that; true by default.
    /// </summary>
    public bool TagActivities { get; set; } = true;

    /// <summary>Opens a log scope with the same two around every request, where a logger takes scopes; true by default.</summary>
    public bool TagLogs { get; set; } = true;

    /// <summary>Says that the POST to this path is a login attempt on the account in this form field.</summary>
    public void TrackLogin(string path, string accountField) => Logins.Add(new LoginPath(path, accountField));
}
