using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Identity;
using ServerSessions.Response;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Ends sign-ins that were revoked, whatever scheme shows them: they count as failed, and where the scheme can, it forgets them. A blocked sign-in that is shown only
/// after the request was let in counts as failed, too.
/// </summary>
internal sealed class RevokedSignIns(ResponseGate gate, VisitKeys keys, SignInSchemes schemes, SessionTracker tracker)
{
    /// <summary>Notes the signed-in user, for a decision that comes while the request is open. Returns whether a closer check is needed.</summary>
    public bool Concerns(HttpContext context, AuthenticateResult result)
    {
        if (!result.Succeeded)
            return false;
        if (Visit.Of(context) is { } visit)
            visit.Ticket = result;
        return !gate.IsQuiet;
    }

    /// <returns>The result, or a failed one.</returns>
    public async Task<AuthenticateResult> CheckAsync(HttpContext context, IAuthenticationService inner, AuthenticateResult result)
    {
        var shown = keys.Of(context, result);
        if (gate.Revoked(context, shown) is null)
        {
            // The application authenticates after the request was let in: in its own code, or because UseSessionTracking stands before authentication.
            if (Visit.Of(context) is { IsLetIn: true } late && gate.Blocked(context, shown) is not null)
            {
                gate.CountRefused(ResponseKind.Block);
                late.Ticket = null;
                return AuthenticateResult.Fail("The session is blocked.");
            }

            if (gate.MissesRevocation(shown))
                schemes.NoteMissed(result.Ticket!.AuthenticationScheme);
            return result;
        }

        gate.CountRefused(ResponseKind.Revoke);
        if (Visit.Of(context) is { } visit)
        {
            visit.Ticket = null;
            visit.Revoked = (shown.User, shown.AuthSession);
        }

        await ForgetAsync(context, inner, result.Ticket!.AuthenticationScheme);
        return AuthenticateResult.Fail("The session was revoked.");
    }

    // A cookie is taken away; a token cannot be, and is refused each time.
    private async Task ForgetAsync(HttpContext context, IAuthenticationService inner, string scheme)
    {
        if (context.Response.HasStarted)
            return;
        try
        {
            var handlers = context.RequestServices.GetService<IAuthenticationHandlerProvider>();
            if (handlers is not null && await handlers.GetHandlerAsync(context, scheme) is IAuthenticationSignOutHandler)
                await inner.SignOutAsync(context, scheme, null);
        }
        catch (Exception exception)
        {
            // Refused it is in any case.
            tracker.ObservingFailed(exception);
        }
    }
}
