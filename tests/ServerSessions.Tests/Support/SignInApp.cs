using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>An application that signs people in by cookie, by Identity's cookie, by its bearer tokens, and by tokens with claims of their own.</summary>
internal static class SignInApp
{
    public const string Claims = "claims";

    public static void Services(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest)
            .AddBearerToken().AddScheme<AuthenticationSchemeOptions, ClaimTokens>(Claims, null);
        services.AddAuthentication().AddIdentityCookies();
        services.AddSingleton<IUserStore<IdentityUser>, IdentityUsers>();
        services.AddIdentityCore<IdentityUser>().AddSignInManager();
        services.AddAuthorizationBuilder()
            .AddPolicy("identity", p => p.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser())
            .AddPolicy("bearer", p => p.AddAuthenticationSchemes(BearerTokenDefaults.AuthenticationScheme).RequireAuthenticatedUser())
            .AddPolicy("claims", p => p.AddAuthenticationSchemes(Claims).RequireAuthenticatedUser());
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/who", (HttpContext c) => c.User.Identity?.Name ?? "anonymous");
        app.MapPost("/in/{user}", SignInAsync);
        app.MapGet("/step-up/in/{user}", SignInAsync); // below the path of a step-up, so it is let through
        app.MapPost("/identity/{user}", async (string user, UserManager<IdentityUser> users, SignInManager<IdentityUser> signIns) =>
        {
            var known = new IdentityUser { Id = user, UserName = user };
            Assert.True((await users.CreateAsync(known)).Succeeded);
            await signIns.SignInAsync(known, isPersistent: false);
        });
        app.MapPost("/bearer/{user}", (HttpContext c, string user) => c.SignInAsync(BearerTokenDefaults.AuthenticationScheme, Principal(user)));
        foreach (var policy in (string[])["identity", "bearer", "claims"])
            app.MapGet("/only/" + policy, [Authorize] (HttpContext c) => c.User.Identity?.Name ?? "anonymous").RequireAuthorization(policy);
        app.MapGet("/long", async (HttpContext c) =>
        {
            await c.Response.WriteAsync("begun ");
            await c.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, c.RequestAborted);
        });
        app.MapSessionTracking().AllowAnonymous();
    }

    public static Task SignInAsync(HttpContext context, string user) => context.SignInAsync(Principal(user));

    /// <summary>The newest session of a user, once a number of requests are settled.</summary>
    public static async Task<SessionId> SessionOfAsync(TrackedApp app, string user, long served)
    {
        await app.SettledAsync(served);
        var session = (await app.Reports.ListAsync(new SessionQuery { User = user })).Items[0];
        return SessionId.TryParse(session.Id, out var id) ? id : throw new FormatException(session.Id);
    }

    public static ClaimsPrincipal Principal(string user) => new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user), new(ClaimTypes.Name, user)], "test"));
}
