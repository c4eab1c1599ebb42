using Microsoft.AspNetCore.Http;

namespace ServerSessions;

/// <summary>Settings of session tracking. They are checked when the application starts.</summary>
public sealed class SessionTrackingOptions
{
    /// <summary>
    /// What this process does; everything by default. Set it where <c>AddSessionTracking</c> is called: it decides what is registered.
    /// With the in-process storage no other process sees what is recorded, so only All makes sense there.
    /// </summary>
    public SessionTrackingRoles Roles { get; set; } = SessionTrackingRoles.All;

    /// <summary>How sessions are told apart; Cookie by default.</summary>
    public TrackingMode Mode { get; set; } = TrackingMode.Cookie;

    /// <summary>A session closes after this time without an active request; 30 minutes by default, 1 minute to 10 hours.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session closes at this age; 24 hours by default, at least the idle timeout and at most 7 days.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Secrets for pseudonyms, newest first, at most 3. The first one whose <see cref="SessionKey.ActiveFrom"/> has come makes new tickets and
    /// cookies; the others are still read. Users, accounts and networks keep their pseudonyms, so decisions, suppressions, device memories, rule counters and user links survive a rotation. Required outside
    /// Development as soon as nodes share a storage; without any, this process draws one that it forgets at exit. The order of a rotation
    /// over several nodes stands in docs/operations.md.
    /// </summary>
    public IList<SessionKey> Keys { get; } = [];

    /// <summary>
    /// Issuers whose user ids are the application's own, as tokens name them in <c>iss</c>. A user of any other issuer is another user than
    /// one with the same id of the application, and is found by issuer and id. Default: empty; ids that the application itself issued
    /// (<see cref="System.Security.Claims.ClaimsIdentity.DefaultIssuer"/>) are always its own.
    /// </summary>
    public ISet<string> LocalIssuers { get; } = new HashSet<string>(StringComparer.Ordinal);

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

    /// <summary>Partitions of the event log, 1 to 4096; 16 by default. Fixed when the storage is first used.</summary>
    public int Partitions { get; set; } = 16;

    /// <summary>Events that may wait for storage in this process, 1,024 to 1,048,576; 65,536 by default. More are dropped and counted.</summary>
    public int QueueCapacity { get; set; } = 65_536;

    /// <summary>Bytes that waiting events may take, estimated; 16 MiB by default, at least 1 MiB.</summary>
    public long QueueBytes { get; set; } = 16 << 20;

    /// <summary>Closed journeys that the in-process storage keeps; 50,000 by default. Older ones are forgotten and counted.</summary>
    public int InProcessJourneys { get; set; } = 50_000;

    /// <summary>Logins without an endpoint builder to mark, such as the pages of Identity UI.</summary>
    public IList<LoginPath> Logins { get; } = [];

    /// <summary>Steps that are goals: a journey that reaches one is completed.</summary>
    public IList<string> Goals { get; } = [];

    /// <summary>Declared flows: a journey that enters one and leaves it is abandoned.</summary>
    public IList<Flow> Flows { get; } = [];

    /// <summary>Funnels with a name. Those by sessions are counted as journeys close; all of them work on history as well.</summary>
    public IList<FunnelDefinition> Funnels { get; } = [];

    /// <summary>Features as sets of steps, beside those that endpoints name themselves.</summary>
    public IList<Feature> Features { get; } = [];

    /// <summary>Whose days, weeks and hours insights speak of; UTC by default. Rollups are kept by the day of UTC.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Steps that people rightly come back to again and again; a return to one is no backtrack.</summary>
    public IList<string> Hubs { get; } = [];

    /// <summary>Declared experiments, at most 32.</summary>
    public IList<Experiment> Experiments { get; } = [];

    /// <summary>What this deployment is called where a change of behaviour is told; null (the default) for the entry assembly's informational version.</summary>
    public string? Version { get; set; }

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

    /// <summary>What a flood of new sessions may cost.</summary>
    public FloodOptions Flood { get; } = new();

    /// <summary>Rules, their modes and thresholds.</summary>
    public DetectionOptions Detection { get; } = new();

    /// <summary>What is done about sessions that rules find, all of it off by default, and how responses look.</summary>
    public ResponseOptions Responses { get; } = new();

    /// <summary>Says that the POST to this path is a login attempt on the account in this form field.</summary>
    public void TrackLogin(string path, string accountField) => Logins.Add(new LoginPath(path, accountField));
}
