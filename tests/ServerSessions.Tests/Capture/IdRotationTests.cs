using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>An authenticated session whose id outlives signing in is seen; what is renewed is not.</summary>
public sealed class IdRotationTests
{
    [Fact]
    public async Task Signing_in_with_the_properties_of_the_ticket_before_keeps_the_id()
    {
        await using var app = await StartAsync();
        await AssertKeptAsync(app, [false, true], "/in/guest", "/keep/alice");
    }

    [Fact]
    public async Task Signing_in_with_properties_of_its_own_does_not()
    {
        await using var app = await StartAsync();
        await AssertKeptAsync(app, [false, false], "/in/guest", "/in/alice");
    }

    [Fact]
    public async Task The_same_user_with_the_same_rights_is_renewed()
    {
        await using var app = await StartAsync();
        await AssertKeptAsync(app, [false, false], "/in/alice", "/keep/alice");
    }

    [Fact]
    public async Task The_same_user_with_another_role_has_risen()
    {
        await using var app = await StartAsync();
        await AssertKeptAsync(app, [false, true, false], "/in/alice", "/keep/alice?role=admin", "/keep/alice?role=admin");
    }

    [Fact]
    public async Task The_same_user_at_a_login_has_proved_the_password_again()
    {
        await using var app = await StartAsync();
        await AssertKeptAsync(app, [false, true], "/in/alice", "/login/alice");
    }

    [Fact]
    public async Task A_ticket_store_keeps_its_key_when_a_user_signs_in_over_an_existing_session()
    {
        await using var app = await StartAsync(cookie => cookie.SessionStore = new TicketsInMemory());
        await AssertKeptAsync(app, [false, true], "/in/guest", "/in/alice");
        await using var fresh = await StartAsync(cookie => cookie.SessionStore = new TicketsInMemory());
        await AssertKeptAsync(fresh, [false], "/in/alice");
    }

    [Fact]
    public async Task A_changed_password_is_reported_by_the_application()
    {
        await using var app = await StartAsync();
        await app.Visitor().PostAsync("/password", null);
        await app.SettledAsync(1);
        Assert.True(app.Events[0].Is(EventFlags.PasswordChanged));
    }

    private static Task<TrackedApp> StartAsync(Action<CookieAuthenticationOptions>? cookie = null) => TrackedApp.StartAsync(
        app =>
        {
            app.MapPost("/in/{name}", (HttpContext c, string name) => c.SignInAsync(User(name, null)));
            app.MapPost("/keep/{name}", async (HttpContext c, string name, string? role) =>
                await c.SignInAsync(User(name, role), (await c.AuthenticateAsync()).Properties));
            app.MapPost("/login/{name}", async (HttpContext c, string name) =>
                await c.SignInAsync(User(name, null), (await c.AuthenticateAsync()).Properties)).TrackLogin("email");
            app.MapPost("/password", (HttpContext c) => c.GetTrackedSession()!.PasswordChanged());
        },
        services => services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => cookie?.Invoke(options)));

    private static async Task AssertKeptAsync(TrackedApp app, bool[] expected, params string[] paths)
    {
        var visitor = app.Visitor();
        foreach (var path in paths)
            (await visitor.PostAsync(path, null)).EnsureSuccessStatusCode();
        await app.SettledAsync(paths.Length);
        Assert.Equal(expected, app.Events.Select(e => e.Is(EventFlags.IdKept)));
    }

    private static ClaimsPrincipal User(string name, string? role) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, name), .. role is null ? Array.Empty<Claim>() : [new Claim(ClaimTypes.Role, role)]], "test"));
}
