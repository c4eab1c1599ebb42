using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Response;

namespace ServerSessions.Capture;

/// <summary>What a request is known by where a decision may hold it: the browser's cookie, the authenticated session, the user. Never its address.</summary>
internal sealed class VisitKeys(VisitorIdentifier identifier, Pseudonymizer pseudonyms) : IRequestKeys
{
    /// <summary>Where the sign-in observer keeps the time of the sign-in, Unix milliseconds: renewing a ticket changes its own.</summary>
    public const string TimeItem = ".ss.at";

    public RequestKeys Of(HttpContext context)
    {
        var principal = SessionTracker.Principal(context);
        return Of(context, Visit.Of(context), principal, VisitorIdentifier.Properties(context, principal));
    }

    public RequestKeys Of(HttpContext context, AuthenticateResult result) => Of(context, Visit.Of(context), result.Principal, result.Properties);

    /// <summary>Of a request that runs on another thread: only what was noted about it is looked at.</summary>
    public RequestKeys Of(Visit visit)
    {
        var ticket = visit.Ticket;
        return new RequestKeys(
            new KeyedName(visit.Cookie?.Key ?? default), identifier.AuthSessionName(ticket?.Properties, ticket?.Principal), User(ticket?.Principal), SignedIn(ticket?.Properties, ticket?.Principal));
    }

    private RequestKeys Of(HttpContext context, Visit? visit, ClaimsPrincipal? principal, AuthenticationProperties? properties)
    {
        var session = identifier.AuthSessionName(properties, principal);
        var key = visit?.Cookie is { } cookie ? new KeyedName(cookie.Key) : session.IsNone ? identifier.TokenClient(context, principal) : default;
        return new RequestKeys(key, session, User(principal), SignedIn(properties, principal));
    }

    private KeyedName User(ClaimsPrincipal? principal) => principal is not null && Principals.Id(principal) is { } id ? pseudonyms.User(id) : default;

    private static DateTimeOffset? SignedIn(AuthenticationProperties? properties, ClaimsPrincipal? principal)
    {
        if (properties?.Items.TryGetValue(TimeItem, out var stamped) == true
            && long.TryParse(stamped, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return Seconds(principal, "auth_time") ?? Seconds(principal, "iat") ?? properties?.IssuedUtc;
    }

    private static DateTimeOffset? Seconds(ClaimsPrincipal? principal, string claim) =>
        long.TryParse(principal?.FindFirst(claim)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
