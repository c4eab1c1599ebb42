using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Settings of session tracking in a web application. They are checked when the application starts.</summary>
public sealed class SessionTrackingOptions : SessionProcessingOptions
{
    /// <summary>How visitors are recognised; <see cref="TrackingMode.Cookie"/> by default.</summary>
    public TrackingMode Mode { get; set; } = TrackingMode.Cookie;

    /// <summary>
    /// The cookie that names a browser. Without a <see cref="CookieBuilder.Name"/>, its name is derived from the application's name, so applications on
    /// one host, or one behind another, have different cookies. Over https that name has the prefix <c>__Host-</c>, unless
    /// <see cref="CookieBuilder.Domain"/> or a <see cref="CookieBuilder.Path"/> other than "/" forbids it. A name that you set is used as it is. The lifetime
    /// is <see cref="CookieBuilder.Expiration"/> or, without it, <see cref="CookieBuilder.MaxAge"/>: 90 days by default, at most 400; if both are null,
    /// until the browser closes. <see cref="CookieBuilder.SecurePolicy"/> is Always by default, SameAsRequest in Development. Where it does not allow the
    /// cookie over plain http, visitors by plain http get the key of the day, which is logged once. The other defaults are HttpOnly and SameSite Lax.
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
    /// Returns whether this visitor agreed to a tracking cookie; null (the default) when another part of the application does not keep that. Use it with a consent
    /// platform of your own; otherwise see <see cref="Consent"/>. Both must allow a purpose. Visitors without consent are tracked cookieless, for at most one day. An exception counts as no consent. While calls do not return within two seconds, further requests skip the
    /// function and have no consent, and one call at a time tries it again.
    /// </summary>
    public Func<HttpContext, bool>? HasConsent { get; set; }

    /// <summary>Which purposes need a person's consent, and how their decisions (<c>TrackedSession.Consent</c>) are kept.</summary>
    [ValidateObjectMembers]
    public ConsentOptions Consent { get; } = new();

    /// <summary>What only the operator knows, for the page that <c>MapTransparency</c> maps.</summary>
    public TransparencyOptions Transparency { get; } = new();

    /// <summary>Maximum number of events that wait for storage in this process, 1,024 to 1,048,576; 65,536 by default. Further events are dropped and counted.</summary>
    [AllowedRange(1024, 1 << 20)]
    public int QueueCapacity { get; set; } = 65_536;

    /// <summary>Maximum size of the waiting events in bytes, estimated; 16 MiB by default, at least 1 MiB.</summary>
    [AllowedRange(1 << 20, 1L << 34)]
    public long QueueBytes { get; set; } = 16 << 20;

    /// <summary>Logins that are declared by path, because they have no endpoint builder, such as the pages of Identity UI. Empty by default.</summary>
    public IList<LoginPath> Logins { get; } = [];

    /// <summary>Path prefixes, such as "/health" and "/metrics", whose requests are excluded with the reason <c>path</c>. Empty by default.</summary>
    public IList<string> ExcludedPaths { get; } = [];

    /// <summary>
    /// Hosts under which browsers reach the application, in addition to the request's own host: <c>shop.example</c>, or with a port
    /// <c>shop.example:8443</c>. A referrer or origin from one of them is the application's own. Set it where a proxy changes <c>Host</c> and no header
    /// that <c>UseForwardedHeaders</c> applies has the public host. Empty by default.
    /// </summary>
    public ISet<string> OwnHosts { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Networks in CIDR notation, such as <c>10.0.0.0/8</c> or <c>fd00::/8</c>, whose requests may name their session by <c>session.id</c> in W3C
    /// baggage, as a gateway or a front end with OpenTelemetry sends it. The connection's own address decides, before forwarded headers are applied. Such
    /// a request without a cookie, a sign-in and a token belongs to that session on every node with the same keys (<see cref="KeyKind.Propagated"/>); rules,
    /// caps and responses judge it as without the header. From other networks the header is ignored. Empty by default.
    /// </summary>
    public IList<string> TrustedCallers { get; } = [];

    /// <summary>
    /// Crawlers and AI agents whose sessions are verified (<see cref="ActorReason.PublishedRange"/>, <see cref="ActorReason.SignedRequest"/>). The connection's
    /// address counts, after forwarded headers are applied. A verified machine meets no weak probes of D13 and no D17; every other rule is the same. Empty by
    /// default: every name is a claim.
    /// </summary>
    public IList<VerifiedMachine> VerifiedMachines { get; } = [];

    /// <summary>
    /// Number of path segments in the name of a step, for routes that take any path, such as a reverse proxy's or a fallback: <c>GET /orders/{*}</c>
    /// instead of <c>GET /{**all}</c>. 0 to 4; 2 by default. Segments that look like values (digits, or longer than 24 characters) are left out, and a
    /// route has at most 256 such names. Set 0 where the first segments of such paths name people, because names of steps are stored as they are.
    /// </summary>
    [AllowedRange(0, 4)]
    public int CatchAllSegments { get; set; } = 2;

    /// <summary>Traits that the application records for its users, at most 8. Empty by default.</summary>
    public IList<TraitOptions> Traits { get; } = [];

    /// <summary>Which parameters of a link say what campaign it belongs to.</summary>
    [ValidateObjectMembers]
    public CampaignOptions Campaigns { get; } = new();

    /// <summary>The script that reports what only the browser sees.</summary>
    [ValidateObjectMembers]
    public BeaconOptions Beacon { get; } = new();

    /// <summary>What instructors see.</summary>
    [ValidateObjectMembers]
    public InstructorOptions Instructors { get; } = new();

    /// <summary>
    /// Writes the whole answer to a challenged request, instead of the redirect to <see cref="ResponseOptions.ChallengePath"/> or 401. When the challenge
    /// is passed, call <c>HttpContext.PassChallengeAsync()</c>. Null by default.
    /// </summary>
    public Func<HttpContext, SessionDecision, Task>? IssueChallenge { get; set; }

    /// <summary>
    /// Whether a recorded request's <see cref="System.Diagnostics.Activity"/> gets the tags <c>serversessions.key</c> and <c>user.hash</c>, the
    /// pseudonyms of session and user, when a listener records it; true by default.
    /// </summary>
    public bool TagActivities { get; set; } = true;

    /// <summary>Whether every request gets a log scope with <c>serversessions.key</c> and <c>user.hash</c>, when a logger supports scopes; true by default.</summary>
    public bool TagLogs { get; set; } = true;

    /// <summary>Declares the POST to this path as a login attempt on the account in this form field.</summary>
    public void TrackLogin(string path, string accountField) => Logins.Add(new LoginPath(path, accountField));
}
