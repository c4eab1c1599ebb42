using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Support;

/// <summary>An authentication service of an application's own: it says so in a header.</summary>
internal sealed class OwnAuthenticationService(
    IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform, IOptions<AuthenticationOptions> options)
    : AuthenticationService(schemes, handlers, transform, options)
{
    public override Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties)
    {
        context.Response.Headers["X-Own"] = "yes";
        return base.SignInAsync(context, scheme, principal, properties);
    }
}
