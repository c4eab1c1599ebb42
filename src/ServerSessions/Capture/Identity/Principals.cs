using System.Security.Claims;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// What identifies the user of a principal: the name identifier, the subject of a token, else the name; with its issuer, since two issuers
/// may give the same id to two users.
/// </summary>
internal static class Principals
{
    public static UserName? Id(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true)
            return null;
        var claim = ClaimSearch.First(user, ClaimTypes.NameIdentifier) ?? ClaimSearch.First(user, "sub") ?? (user.Identity as ClaimsIdentity)?.FindFirst(((ClaimsIdentity)user.Identity).NameClaimType);
        var id = claim?.Value ?? user.Identity.Name;
        return string.IsNullOrEmpty(id) ? null : new UserName(id, IssuerOf(claim));
    }

    /// <summary>
    /// The session that a token belongs to, as its issuer names it. The claim <c>jti</c> is no such name: a token that is refreshed gets
    /// another one.
    /// </summary>
    public static UserName? SessionId(ClaimsPrincipal user) =>
        ClaimSearch.First(user, "sid") is { Value.Length: > 0 } session ? new UserName(session.Value, IssuerOf(session)) : null;

    private static string? IssuerOf(Claim? claim) => claim is null || claim.Issuer == ClaimsIdentity.DefaultIssuer ? null : claim.Issuer;
}
