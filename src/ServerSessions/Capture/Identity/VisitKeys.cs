using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Response;

namespace ServerSessions.Capture.Identity;

/// <summary>The keys of a request that a decision can name: the browser's cookie, the authenticated session, the user. Never its address.</summary>
internal sealed class VisitKeys(VisitorIdentifier identifier, Pseudonymizer pseudonyms, SignInSchemes? schemes = null) : IRequestKeys
{
    /// <summary>Where the sign-in observer keeps the time of the sign-in, in ticks (UTC): renewing a ticket changes its own.</summary>
    public const string TimeItem = ".ss.at";

    public RequestKeys Of(HttpContext context)
    {
        var principal = SessionTracker.Principal(context);
        return Of(context, Visit.Of(context), principal, VisitorIdentifier.Properties(context, principal), scheme: null);
    }

    public RequestKeys Of(HttpContext context, AuthenticateResult result) =>
        Of(context, Visit.Of(context), result.Principal, result.Properties, result.Ticket?.AuthenticationScheme);

    /// <summary>The keys of a request that runs on another thread: only noted facts are read.</summary>
    public RequestKeys Of(Visit visit)
    {
        var ticket = visit.Ticket;
        return new RequestKeys(
            new KeyedName(visit.Cookie?.Key ?? default), identifier.AuthSessionName(ticket?.Properties, ticket?.Principal), User(ticket?.Principal),
            SignedIn(ticket?.Properties, ticket?.Principal, ticket?.Ticket?.AuthenticationScheme));
    }

    public IReadOnlyList<RequestKeys> Passing(HttpContext context)
    {
        var shown = Of(context);
        if (Visit.Of(context) is not { SignedInSession: { IsNone: false } session } visit || session == shown.AuthSession)
            return [shown];
        var made = shown with { AuthSessionName = new KeyedName(session), UserName = visit.SignedInUser };
        return shown.User.IsNone || shown.User == made.User ? [shown, made] : [made];
    }

    public ValueTask<IReadOnlyList<string>> SchemesWithoutTimeAsync() => schemes?.WithoutTimeAsync() ?? new([]);

    private RequestKeys Of(HttpContext context, Visit? visit, ClaimsPrincipal? principal, AuthenticationProperties? properties, string? scheme)
    {
        var session = identifier.AuthSessionName(properties, principal);
        var key = visit?.Cookie is { } cookie ? new KeyedName(cookie.Key) : session.IsNone ? identifier.TokenClient(context, principal) : default;
        return new RequestKeys(key, session, User(principal), SignedIn(properties, principal, scheme ?? visit?.Ticket?.Ticket?.AuthenticationScheme));
    }

    private KeyedName User(ClaimsPrincipal? principal) => principal is not null && Principals.Id(principal) is { } id ? pseudonyms.User(id) : default;

    private SignInTime SignedIn(AuthenticationProperties? properties, ClaimsPrincipal? principal, string? scheme)
    {
        if (properties?.Items.TryGetValue(TimeItem, out var stamped) == true
            && long.TryParse(stamped, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks)
            return SignInTime.Exactly(new DateTimeOffset(ticks, TimeSpan.Zero));
        if ((Claimed(principal, "auth_time") ?? Claimed(principal, "iat")) is { } claimed)
            return claimed;
        if (properties?.IssuedUtc is { } issued)
            return SignInTime.InSecond(issued);
        // A scheme that gives out tickets gives them a time: one without it is from before we stamped them.
        return principal?.Identity?.IsAuthenticated == true && schemes?.GivesTickets(scheme) == false ? SignInTime.Standing : default;
    }

    // A date of a token is in seconds, and may have a fraction.
    private static SignInTime? Claimed(ClaimsPrincipal? principal, string claim)
    {
        if (principal is null || !decimal.TryParse(ClaimSearch.First(principal, claim)?.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds >= DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        var at = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return seconds == decimal.Truncate(seconds) ? SignInTime.InSecond(at) : SignInTime.Exactly(at);
    }
}
