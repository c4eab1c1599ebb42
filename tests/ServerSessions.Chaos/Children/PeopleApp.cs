using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Chaos.Children;

/// <summary>A web application in which people sign in and have pages of their own, with its admin open to the harness.</summary>
internal sealed class PeopleApp(ChildSettings settings, FileLog log) : ChildApp(settings, log)
{
    /// <summary>The only password that is right.</summary>
    public const string Password = "right";

    public override string Address => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    protected override IHost Build()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.Services.AddAuthorization().AddAntiforgery();
        Configure(builder.Services, builder.Logging);
        var app = builder.Build();
        app.UseSessionTracking();
        app.MapGet("/page/{number:int}", (int number) => $"Page {number}");
        app.MapPost("/login", SignInAsync).DisableAntiforgery().TrackLogin("email");
        app.MapPost("/out", (HttpContext context) => context.SignOutAsync()).TrackSignOut();
        app.MapMySessions("/me").RequireAuthorization();
        app.MapSessionTracking("/admin").AllowAnonymous();
        return app;
    }

    private static async Task<IResult> SignInAsync(HttpContext context, [FromForm] string email, [FromForm] string password)
    {
        if (password != Password)
            return TypedResults.Unauthorized();
        await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, email), new(ClaimTypes.Name, email)], "harness")));
        return TypedResults.NoContent();
    }
}
