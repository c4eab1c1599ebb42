using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Identity;

namespace ServerSessions.Capture.Observers;

/// <summary>Whether ending a scheme's sign-in ends the one that the request shows: an application can have several schemes, each with a ticket of its own.</summary>
internal sealed class ShownSignIns(VisitorIdentifier identifier)
{
    /// <param name="context">The request, in which a user is signed in.</param>
    /// <param name="authentication">Reads the scheme's ticket, as the application does.</param>
    /// <param name="scheme">The scheme that is ended; null for the default one.</param>
    public async ValueTask<bool> EndsAsync(HttpContext context, IAuthenticationService authentication, string? scheme)
    {
        scheme ??= context.RequestServices.GetService<IAuthenticationSchemeProvider>() is { } schemes ? (await schemes.GetDefaultSignOutSchemeAsync())?.Name : null;
        if (await authentication.AuthenticateAsync(context, scheme) is not { Succeeded: true } ticket)
            return false;
        var shown = SessionTracker.Principal(context);
        var session = identifier.AuthSession(context, shown);
        // A ticket from before tickets were stamped has no session.
        return session.IsNone
            ? Principals.Id(ticket.Principal) == (shown is null ? null : Principals.Id(shown))
            : session == identifier.AuthSession(ticket.Properties, ticket.Principal);
    }
}
