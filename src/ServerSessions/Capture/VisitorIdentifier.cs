using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Capture;

/// <summary>
/// Who a visitor is: our cookie whenever it comes; else the authenticated session; else, where no cookie may be set, the key of the
/// day; else a new cookie.
/// </summary>
internal sealed class VisitorIdentifier(
    IOptions<SessionTrackingOptions> options, SessionCookie sent, CookieFormat cookies, Pseudonymizer pseudonyms, DailySalt salt,
    IHostEnvironment environment, ApplicationFaults faults, TimeProvider time)
{
    /// <summary>Where the sign-in observer keeps the authenticated session's random id in a ticket, with the id of its key.</summary>
    public const string TicketItem = ".ss";

    private readonly CallGate _consent = new(nameof(SessionTrackingOptions.HasConsent), faults, time);
    private readonly SessionTrackingOptions _options = options.Value;

    public (BrowserCookie? Cookie, bool Forged) ReadCookie(HttpContext context)
    {
        var header = context.Request.Headers.Cookie;
        if (header.Count == 0 || _options.Mode != TrackingMode.Cookie)
            return default;
        var value = CookieHeader.Find(header, sent.Name);
        var cookie = value.IsEmpty ? null : cookies.Read(value);
        if (cookie is not null || sent.OtherName is null)
            return (cookie, cookie is null && !value.IsEmpty);
        var other = CookieHeader.Find(header, sent.OtherName);
        cookie = other.IsEmpty ? null : cookies.Read(other);
        return (cookie, cookie is null && !(value.IsEmpty && other.IsEmpty));
    }

    /// <summary>No cookie can be set for want of https alone: the visitor is known by the key of the day.</summary>
    public bool LacksHttps(HttpContext context) => _options.Mode == TrackingMode.Cookie && !sent.CanBeSet(context) && !Refuses(context);

    public VisitIdentity Identify(HttpContext context, Visit visit, bool mayCookie)
    {
        var refuses = _options.Mode == TrackingMode.Cookie && Refuses(context);
        // Consent that is withdrawn counts at once, also while the cookie still comes.
        if (visit.Cookie is { } known && !refuses)
            return known;
        var principal = SessionTracker.Principal(context);
        if (AuthSession(context, principal) is { IsNone: false } session)
            return new VisitIdentity(session, KeyKind.Authenticated);
        if (TokenClient(context, principal) is { IsNone: false } client)
            return new VisitIdentity(client.Pseudonym, KeyKind.Authenticated);
        if (_options.Mode != TrackingMode.Cookie || refuses || !mayCookie || !sent.CanBeSet(context))
            return new VisitIdentity(Daily(context), KeyKind.Daily);
        return cookies.Create();
    }

    /// <summary>The authenticated session; none when nobody is signed in.</summary>
    public Pseudonym AuthSession(HttpContext context, ClaimsPrincipal? user) =>
        user is null ? default : AuthSession(Properties(context, user), user);

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
        var named = visit is { HasLoggedIn: true, Account.IsNone: false } ? cookie.With(visit.AccountName) : cookie;
        if (!cookie.IsNew && named == cookie)
            return false;
        sent.Append(context, cookies.Write(named));
        return true;
    }

    private bool Refuses(HttpContext context) =>
        context.Request.Headers["Sec-GPC"] == "1" || context.Request.Headers["DNT"] == "1"
        || (_options.HasConsent is { } hasConsent && !HasConsent(hasConsent, context));

    // Without an answer there is no consent, and the request goes on.
    private bool HasConsent(Func<HttpContext, bool> hasConsent, HttpContext context)
    {
        if (!_consent.TryEnter(out var call))
            return false;
        try
        {
            return hasConsent(context);
        }
        catch (Exception exception)
        {
            faults.Count(_consent.Part, exception);
            return false;
        }
        finally
        {
            _consent.Leave(call);
        }
    }

    private Pseudonym Daily(HttpContext context) => pseudonyms.Daily(
        salt.Current, environment.ApplicationName, context.Request.Headers.UserAgent, context.Connection.RemoteIpAddress);
}
