using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Support;

/// <summary>Stands for a scheme without sign-in (API key, Basic, Negotiate, client certificate): a header of the scheme's name says who it is, and no ticket is ever made.</summary>
internal sealed class StandingCredentials(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public static readonly string[] Schemes = ["ApiKey", "Basic", "Certificate", "Negotiate"];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var user = Scheme.Name is "Basic" or "Negotiate"
            ? Request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme.Name + " ", StringComparison.Ordinal) ? header[(Scheme.Name.Length + 1)..] : ""
            : Request.Headers["X-" + Scheme.Name].ToString();
        return Task.FromResult(user.Length == 0
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, user)], Scheme.Name)), Scheme.Name)));
    }
}
