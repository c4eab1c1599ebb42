using ServerSessions.Requests;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Headers;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// Identifies a visitor: by our cookie whenever it comes; else by the authenticated session; else by the session that a trusted caller names; else, where no cookie
/// may be set, by the key of the day; else by a new cookie.
/// </summary>
internal sealed class VisitorIdentifier(
    IOptions<SessionTrackingOptions> options, SessionCookie sent, CookieFormat cookies, Pseudonymizer pseudonyms, DailySalt salt,
    IHostEnvironment environment, ConsentReader consent)
{
    /// <summary>Where the sign-in observer keeps the authenticated session's random id in a ticket, with the id of its key.</summary>
    public const string TicketItem = ".ss";

    private readonly SessionTrackingOptions _options = options.Value;
    private readonly OwnHosts _own = new(options.Value.OwnHosts);
    private readonly bool _isAudienceOnly = options.Value.Profile == TrackingProfile.AudienceOnly;
    private volatile bool _hasWithheld;

    public (BrowserCookie? Cookie, bool Forged) ReadCookie(HttpContext context)
    {
        var header = context.Request.Headers.Cookie;
        if (header.Count == 0 || _options.Mode != TrackingMode.Cookie)
            return default;
        var value = CookieHeader.Find(header, sent.Name);
        var cookie = value.IsEmpty ? null : cookies.Read(value);
        if (cookie is not null || sent.OtherNameOf(context.Request) is not { } name)
            return (cookie, cookie is null && !value.IsEmpty);
        var other = CookieHeader.Find(header, name);
        cookie = other.IsEmpty ? null : cookies.Read(other);
        return (cookie, cookie is null && !(value.IsEmpty && other.IsEmpty));
    }

    /// <summary>No cookie can be set for want of https alone: the visitor is known by the key of the day.</summary>
    public bool LacksHttps(HttpContext context, Visit visit) => _options.Mode == TrackingMode.Cookie && !sent.CanBeSet(context) && !consent.RefusesCookie(context, visit);

    public VisitIdentity Identify(HttpContext context, Visit visit, bool mayCookie)
    {
        var refuses = _options.Mode == TrackingMode.Cookie && consent.RefusesCookie(context, visit);
        // Consent that is withdrawn counts at once, also while the cookie still comes.
        if (visit.Cookie is { } known && !refuses)
            return known;
        // Comes before the ticket, which a browser may send where it may not send our cookie: such a request is no session of its own beside the visitor's. Where
        // the browser keeps no cookie (plain http), none is withheld, and the key of the day names the visitor.
        if (!refuses && IsWithheld(context, visit))
            return new VisitIdentity(cookies.Create().Key, KeyKind.CrossSite);
        var principal = SessionTracker.Principal(context);
        if (!_isAudienceOnly && AuthSession(context, principal) is { IsNone: false } session)
            return Identity(context, visit, session, KeyKind.Authenticated);
        if (!_isAudienceOnly && TokenClient(context, principal) is { IsNone: false } client)
            return Identity(context, visit, client.Pseudonym, KeyKind.Authenticated);
        if (_options.Mode == TrackingMode.Cookie && !refuses && visit.CallerSession is { IsNone: false } caller)
            return new VisitIdentity(caller, KeyKind.Propagated);
        if (_options.Mode == TrackingMode.Cookie && !refuses && mayCookie && sent.CanBeSet(context))
            return FirstCallHeaders.Is(context.Request) ? cookies.Create(PartitionMap.Of(Daily(context), _options.Partitions), _options.Partitions) : cookies.Create();
        if (!mayCookie && !refuses && !_hasWithheld)
            _hasWithheld = true;
        return Identity(context, visit, Daily(context), KeyKind.Daily);
    }

    /// <summary>The key of the form of another site that this request is; none where the browser withheld no cookie.</summary>
    public Pseudonym FormKey(HttpContext context, Visit visit) =>
        visit.Cookie is null && IsWithheld(context, visit) && visit.Identity is { Kind: KeyKind.CrossSite } form ? form.Key : default;

    /// <summary>
    /// The key that this visitor was known by until now, where it may have changed: the cookie's, once the browser asks not to be tracked; the key of the day, when
    /// the cookie is new; that of the form of another site that has just signed the visitor in. Where consent was withdrawn there is none, and the past is unseen.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="visit">Its visit.</param>
    /// <param name="identity">How the visitor is known now.</param>
    /// <param name="sameOrigin">The referrer is a page of this application.</param>
    public (Pseudonym Key, bool IsPastUnseen) Before(HttpContext context, Visit visit, VisitIdentity identity, bool sameOrigin) =>
        visit.SignInForm is { IsNone: false } form && identity is { Kind: not KeyKind.CrossSite, Before.IsNone: true, IsPastUnseen: false } ? (form, false)
        : identity is not BrowserCookie cookie ? (identity.Before, identity.IsPastUnseen)
        : cookie.IsNew && MayHaveBeenHere(context, sameOrigin) ? (Daily(context), false)
        : default;

    private bool IsWithheld(HttpContext context, Visit visit) =>
        _options.Mode == TrackingMode.Cookie && sent.IsWithheldAcrossSites && !visit.HasForgedCookie
        && CrossSiteForms.Is(context.Request, HttpVerbs.Parse(context.Request.Method), _own) && sent.CanBeSet(context);

    // Without a cookie: a page of this application led here, or a cookie was held back in this process, which not every browser's headers show.
    private bool MayHaveBeenHere(HttpContext context, bool sameOrigin) =>
        sameOrigin || _hasWithheld || consent.IsAsked || context.Request.Headers["Sec-Fetch-Site"] == "same-origin";

    // A cookie that is refused is the key of before, unless consent for it was withdrawn, or no two keys of a person may be linked.
    private VisitIdentity Identity(HttpContext context, Visit visit, Pseudonym key, KeyKind kind) =>
        visit.Cookie is not { } refused ? new VisitIdentity(key, kind)
        : !_isAudienceOnly && consent.HasConsent(context, visit) ? new VisitIdentity(key, kind) { Before = refused.Key }
        : new VisitIdentity(key, kind) { IsPastUnseen = true };

    /// <summary>The authenticated session; none when no user is signed in.</summary>
    public Pseudonym AuthSession(HttpContext context, ClaimsPrincipal? user) =>
        user is null || _isAudienceOnly ? default : AuthSession(Properties(context, user), user);

    /// <summary>
    /// The properties of the ticket that made this principal. A policy that names its schemes makes a ticket of its own without them; what was seen
    /// when the scheme was asked still has them.
    /// </summary>
    public static AuthenticationProperties? Properties(HttpContext context, ClaimsPrincipal? user)
    {
        var properties = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;
        return properties?.Items.ContainsKey(TicketItem) != true && user is not null && Visit.Of(context)?.Ticket is { Principal: { } seen } ticket
            && Principals.Id(seen) == Principals.Id(user)
            ? ticket.Properties
            : properties;
    }

    /// <summary>The authenticated session of a ticket or token.</summary>
    public Pseudonym AuthSession(AuthenticationProperties? properties, ClaimsPrincipal? user) => AuthSessionName(properties, user).Pseudonym;

    /// <summary>The same under every key that it may be stored under. A ticket carries its key.</summary>
    public KeyedName AuthSessionName(AuthenticationProperties? properties, ClaimsPrincipal? user)
    {
        if (user is null)
            return default;
        if (properties?.Items.TryGetValue(TicketItem, out var stamped) == true && stamped is not null)
            return new KeyedName(pseudonyms.Ticket(stamped));
        return Principals.Id(user) is not null && Principals.SessionId(user) is { } session ? pseudonyms.AuthSession(session) : default;
    }

    /// <summary>
    /// A client that is known by its token alone and never returns a cookie: the user on this user agent. A browser has no token. It is a
    /// session's key, and no authenticated session: the next token gives the same.
    /// </summary>
    public KeyedName TokenClient(HttpContext context, ClaimsPrincipal? user) =>
        user is not null && context.Request.Headers.Authorization.Count > 0 && Principals.Id(user) is { } id
            ? pseudonyms.TokenClient(id, context.Request.Headers.UserAgent.ToString())
            : default;

    /// <summary>Sends the cookie when it is new, or when its browser has signed in to an account that it does not name yet.</summary>
    /// <returns>Whether it was sent.</returns>
    public bool WriteCookie(HttpContext context, Visit visit)
    {
        if (visit.Identity is not BrowserCookie cookie || context.Response.HasStarted)
            return false;
        // The cookie of audience measurement names no account, so nothing renews it.
        var named = !_isAudienceOnly && visit is { HasLoggedIn: true, Account.IsNone: false } ? cookie.With(visit.AccountName) : cookie;
        if (!cookie.IsNew && named == cookie)
            return false;
        sent.Append(context, cookies.Write(named));
        return true;
    }

    private Pseudonym Daily(HttpContext context) => pseudonyms.Daily(
        salt.Current, environment.ApplicationName, context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress);
}
