using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Wraps the application's authentication service, whichever it is, and notes sign-ins, sign-outs, challenges and refusals. A sign-in's ticket gets a random id,
/// which identifies the authenticated session later. A client that shows a revoked ticket is not signed in.
/// </summary>
internal sealed class ObservingAuthenticationService(
    IAuthenticationService inner, SessionTracker tracker, RevokedSignIns revoked, FeaturePolicies features, TicketStamps stamps, ShownSignIns signOuts) : IAuthenticationService
{
    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        var authenticated = inner.AuthenticateAsync(context, scheme);
        if (!authenticated.IsCompletedSuccessfully || revoked.Concerns(context, authenticated.Result))
            return CheckedAsync(context, authenticated);
        NoteForm(context, authenticated.Result);
        return authenticated;
    }

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        // A scheme that is named is most often "sign in with …", which is no refusal.
        if (scheme is null)
            Deny(context);
        return inner.ChallengeAsync(context, scheme, properties);
    }

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        Deny(context);
        return inner.ForbidAsync(context, scheme, properties);
    }

    public async Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties)
    {
        if (Visit.Of(context) is { } visit)
            visit.Try((context, scheme, principal, properties), static (visit, s) =>
                visit.KeepsId |= IdRotation.KeepsId(s.context, s.scheme, s.principal, s.properties, isLogin: visit.LoginField() is not null));
        properties = stamps.Stamped(principal, properties, FormKey(context));
        await inner.SignInAsync(context, scheme, principal, properties);
        // The two-factor scheme means that the password was right, though the user is not signed in yet; a scheme that only remembers or carries over is no sign-in
        // at all.
        if (scheme == IdentityConstants.TwoFactorUserIdScheme)
            tracker.SignedIn(context, principal, isComplete: false);
        else if (scheme != IdentityConstants.ExternalScheme && scheme != IdentityConstants.TwoFactorRememberMeScheme)
        {
            await NoteRemoteAsync(context, properties);
            tracker.SignedIn(context, principal, isComplete: true, properties);
            await NoteRefusedAsync(context, principal);
            await NoteConsentAsync(context);
        }
    }

    public async Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties)
    {
        // Before: afterwards the ticket may be gone.
        var ends = Visit.Of(context) is { SignedOut: false } && await EndsShownAsync(context, scheme);
        await inner.SignOutAsync(context, scheme, properties);
        if (ends && Visit.Of(context) is { } visit)
            visit.SignedOut = true;
    }

    // Signing in begins by clearing the external scheme's cookie, and an application may end a scheme that it uses beside the sign-in: no user has left.
    private async ValueTask<bool> EndsShownAsync(HttpContext context, string? scheme)
    {
        if (scheme == IdentityConstants.ExternalScheme || scheme == IdentityConstants.TwoFactorUserIdScheme || scheme == IdentityConstants.TwoFactorRememberMeScheme)
            return false;
        try
        {
            return !tracker.UserOf(context).IsNone && await signOuts.EndsAsync(context, inner, scheme);
        }
        catch (Exception exception)
        {
            // A ticket that cannot be read counts as the sign-in that the request shows.
            tracker.ObservingFailed(exception);
            return true;
        }
    }

    private async Task<AuthenticateResult> CheckedAsync(HttpContext context, Task<AuthenticateResult> authenticating)
    {
        var result = await authenticating;
        if (revoked.Concerns(context, result))
            result = await revoked.CheckAsync(context, inner, result);
        NoteForm(context, result);
        return result;
    }

    private void NoteForm(HttpContext context, AuthenticateResult result)
    {
        if (result is { Succeeded: true, Properties: { } properties } && properties.Items.ContainsKey(TicketStamps.FormItem) && Visit.Of(context) is { } visit)
            visit.Try((stamps, properties), static (visit, s) => visit.SignInForm = s.stamps.FormOf(s.properties));
    }

    private Pseudonym FormKey(HttpContext context)
    {
        var form = Pseudonym.None;
        if (Visit.Of(context) is { } visit)
            visit.Try((tracker, context), (visit, s) => form = s.tracker.FormKey(s.context, visit));
        return form;
    }

    private async ValueTask NoteRemoteAsync(HttpContext context, AuthenticationProperties properties)
    {
        if (Visit.Of(context) is not { } visit)
            return;
        try
        {
            visit.IsRemoteSignIn = await RemoteSignIns.IsAsync(context, properties);
        }
        catch (Exception exception)
        {
            tracker.ObservingFailed(exception);
        }
    }

    private async ValueTask NoteRefusedAsync(HttpContext context, ClaimsPrincipal principal)
    {
        if (Visit.Of(context) is not { } visit)
            return;
        try
        {
            visit.RefusedFeatures = await features.RefusedAsync(context, principal) ?? visit.RefusedFeatures;
        }
        catch (Exception exception)
        {
            // A handler of the application's that fails without its endpoint: nothing is known then.
            tracker.ObservingFailed(exception);
        }
    }

    // What the user has decided on another browser counts here from the next request on, on every node.
    private async ValueTask NoteConsentAsync(HttpContext context)
    {
        if (Visit.Of(context) is not { } visit)
            return;
        try
        {
            await tracker.MergeConsentAsync(context, visit);
        }
        catch (Exception exception)
        {
            tracker.ObservingFailed(exception);
        }
    }

    private static void Deny(HttpContext context)
    {
        if (Visit.Of(context) is { } visit)
            visit.IsDenied = true;
    }
}
