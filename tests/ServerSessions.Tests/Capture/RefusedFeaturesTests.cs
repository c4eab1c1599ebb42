using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Features that policies refuse to a user are recorded at sign-in, and the user does not count as one who has not found them.</summary>
public sealed class RefusedFeaturesTests
{
    [Fact]
    public async Task A_user_to_whom_policies_refuse_a_feature_is_not_in_its_denominator_even_without_a_try()
    {
        await using var app = await StartAsync();
        await VisitAsync(app, "ann", "staff", "/books");
        await VisitAsync(app, "bob", "staff");
        await VisitAsync(app, "cid", "guest");
        await VisitAsync(app, "dan", "guest", "/either");
        await app.ClosedAsync(4);
        var features = (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/insights/adoption")).GetProperty("features").EnumerateArray()
            .ToDictionary(f => f.GetProperty("feature").GetString()!, f => (Users: f.GetProperty("users").GetInt32(), Unaware: f.GetProperty("unaware").GetInt32(), Denied: f.GetProperty("denied").GetInt32()));
        Assert.Equal((2, 1, 0), features["books"]);
        Assert.Equal((4, 4, 0), features["open"]);
        Assert.Equal((4, 3, 0), features["either"]);
        Assert.Equal((2, 2, 0), features["added"]);
    }

    [Fact]
    public async Task Policies_are_evaluated_without_a_log_line_and_a_handler_that_fails_affects_no_request()
    {
        await using var app = await StartAsync(services => services.AddSingleton<IAuthorizationHandler, FailingHandler>());
        await VisitAsync(app, "ann", "staff");
        await app.ClosedAsync(1);
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("Authorization failed", StringComparison.Ordinal));
        Assert.Contains(app.Logs.Lines, l => l.Text.Contains("This handler needs its endpoint", StringComparison.Ordinal));
        Assert.All(app.Events, e => Assert.InRange(e.Status, 200, 302));
    }

    private static Task<TrackedApp> StartAsync(Action<IServiceCollection>? more = null) => TrackedApp.StartAsync(
        a =>
        {
            a.MapPost("/in", (HttpContext c, string name, string role) => c.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, name), new(ClaimTypes.Role, role)], "password"))));
            a.MapPost("/out", (HttpContext c) => c.SignOutAsync());
            a.MapGet("/books", () => "books").WithFeature("books").RequireAuthorization(p => p.RequireRole("staff"));
            a.MapGet("/open", () => "open").WithFeature("open");
            a.MapGet("/either", () => "either").WithFeature("either").RequireAuthorization();
            a.MapGet("/either/staff", () => "staff").WithFeature("either").RequireAuthorization(p => p.RequireRole("staff"));
            a.MapGet("/added", () => "added").WithFeature("added").RequireAuthorization(p => p.RequireClaim("added"));
            a.MapSessionTracking().AllowAnonymous();
        },
        services =>
        {
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            services.AddAuthorization();
            services.AddSingleton<IClaimsTransformation, AddingTransformation>();
            more?.Invoke(services);
        });

    private static async Task VisitAsync(TrackedApp app, string name, string role, params string[] pages)
    {
        var visitor = app.Visitor();
        await visitor.PostAsync($"/in?name={name}&role={role}", null);
        foreach (var page in pages)
            await visitor.GetAsync(page);
        await visitor.PostAsync("/out", null);
    }

    // Staff gets a claim that is not in the ticket.
    private sealed class AddingTransformation : IClaimsTransformation
    {
        public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
        {
            if (principal.IsInRole("staff"))
                ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("added", "yes"));
            return Task.FromResult(principal);
        }
    }

    private sealed class FailingHandler : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context) => throw new NotSupportedException("This handler needs its endpoint.");
    }
}
