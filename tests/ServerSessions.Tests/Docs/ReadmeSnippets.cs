using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Docs;

/// <summary>The code that the README shows, compiled: <see cref="ReadmeTests"/> compares line by line.</summary>
internal static class ReadmeSnippets
{
    public static WebApplication Build(WebApplicationBuilder builder, string secret)
    {
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorizationBuilder().AddPolicy("SessionAdmin", policy => policy.RequireRole("admin"));

        builder.Services.AddSessionTracking()            // in-process storage: nothing to install
            .AddDashboard()                              // pages beside the JSON
            .AddWebhook("https://hooks.example/security", secret);
        var app = builder.Build();
        app.UseSessionTracking();
        app.MapSessionTracking("/admin/sessions").RequireAuthorization("SessionAdmin");

        app.MapPost("/login", Login).TrackLogin("email");
        app.MapGet("/checkout/payment", Payment).WithSessionEvent("checkout.payment").RequiresStep("checkout.address");
        app.MapPost("/account/password", ChangePassword).MarkSensitive();
        app.MapGet("/stock", Stock).AsPassive();
        app.MapTrap("/wp-login.php");

        app.MapPost("/security/revoke/{id}", async (string id, ISessionControl control) =>
            SessionId.TryParse(id, out var session) ? await control.RevokeAsync(session, new ResponseNote("stolen laptop")) : null).RequireAuthorization("SessionAdmin");
        return app;
    }

    private static string Login() => "in";

    private static string Payment() => "paid";

    private static string ChangePassword() => "changed";

    private static string Stock() => "24";
}
