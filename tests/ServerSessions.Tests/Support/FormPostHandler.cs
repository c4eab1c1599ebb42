using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Support;

/// <summary>A remote sign-in as OpenID Connect's <c>form_post</c> does it: away to the provider, and back with a form that the provider's page sends.</summary>
internal sealed class FormPostHandler(IOptionsMonitor<RemoteAuthenticationOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteAuthenticationHandler<RemoteAuthenticationOptions>(options, logger, encoder)
{
    public const string SchemeName = "provider";
    public const string Provider = "https://login.example";

    // What the provider would keep and send back unchanged.
    private static readonly PropertiesSerializer Serializer = PropertiesSerializer.Default;

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        properties.RedirectUri ??= "/";
        GenerateCorrelationId(properties);
        Response.Redirect($"{Provider}/authorize?state={Uri.EscapeDataString(Convert.ToBase64String(Serializer.Serialize(properties)))}");
        return Task.CompletedTask;
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var form = await Request.ReadFormAsync();
        var properties = Serializer.Deserialize(Convert.FromBase64String(form["state"].ToString()))!;
        if (!ValidateCorrelationId(properties))
            return HandleRequestResult.Fail("The correlation failed.", properties);
        var user = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, form["user"].ToString())], Scheme.Name);
        return HandleRequestResult.Success(new AuthenticationTicket(new ClaimsPrincipal(user), properties, Scheme.Name));
    }
}
