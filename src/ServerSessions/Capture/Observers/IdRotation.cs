using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Identity;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Whether signing in keeps the id of the authenticated session that the request came with: because the application passes on the properties or the <c>sid</c> of
/// the ticket before, or because a ticket store keeps its key when a user signs in over an existing session.
/// </summary>
internal static class IdRotation
{
    public static bool KeepsId(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties, bool isLogin)
    {
        if (context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is not { Succeeded: true, Ticket: { } before }
            || (scheme is not null && scheme != before.AuthenticationScheme))
            return false;
        // A ticket that is renewed for the same user with the same rights is the same session, and should be.
        if (!isLogin && !Rises(before.Principal, principal))
            return false;
        return KeepsTicket(before.Properties, properties)
            || (Principals.SessionId(principal) is { } session && session == Principals.SessionId(before.Principal) && IsAnotherUser(before.Principal, principal))
            || HasTicketStore(context, before.AuthenticationScheme);
    }

    private static bool Rises(ClaimsPrincipal before, ClaimsPrincipal after) =>
        IsAnotherUser(before, after) || after.Identities.Any(i => i.FindAll(i.RoleClaimType).Any(role => !before.IsInRole(role.Value)));

    private static bool IsAnotherUser(ClaimsPrincipal before, ClaimsPrincipal after) => Principals.Id(before) != Principals.Id(after);

    private static bool KeepsTicket(AuthenticationProperties? before, AuthenticationProperties? after) =>
        before is not null && after is not null
        && before.Items.TryGetValue(VisitorIdentifier.TicketItem, out var id) && id is not null
        && after.Items.TryGetValue(VisitorIdentifier.TicketItem, out var kept) && kept == id;

    private static bool HasTicketStore(HttpContext context, string scheme) =>
        context.RequestServices.GetService<IOptionsMonitor<CookieAuthenticationOptions>>()?.Get(scheme).SessionStore is not null;
}
