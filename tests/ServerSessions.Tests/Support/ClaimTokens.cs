using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Support;

/// <summary>Stands for tokens of another issuer: <c>Token sub=alice,sid=1,iat=…</c> is believed as it stands; with <c>iss</c> it is the issuer of its claims.</summary>
internal sealed class ClaimTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Token ", StringComparison.Ordinal))
            return Task.FromResult(AuthenticateResult.NoResult());
        var pairs = header["Token ".Length..].Split(',').Select(pair => pair.Split('=')).ToList();
        var issuer = pairs.FirstOrDefault(pair => pair[0] == "iss")?[1];
        var claims = pairs.Select(pair => new Claim(pair[0], pair[1], ClaimValueTypes.String, issuer));
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme.Name, "sub", "role"));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name)));
    }
}
