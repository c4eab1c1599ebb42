using System.Diagnostics.Metrics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Sign-ins and sign-outs are seen by themselves, in whatever order the application registers its services.</summary>
public sealed class SignInTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sign_in_stamps_the_user_and_a_sign_out_ends_the_session(bool authenticationFirst)
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, authenticationFirst ? AddCookies : null, after: authenticationFirst ? null : AddCookies);
        var visitor = app.Visitor();
        await visitor.GetAsync("/hello");
        await visitor.PostAsync("/in", null);
        await visitor.GetAsync("/hello");
        await visitor.PostAsync("/out", null);
        await app.SettledAsync(4);
        Assert.Equal([false, true, false, false], app.Events.Select(e => e.Is(EventFlags.SignedIn)));
        Assert.Equal([false, false, false, true], app.Events.Select(e => e.Is(EventFlags.SignedOut)));
        Assert.Single(app.Events.Select(e => e.Key).Distinct());
        Assert.True(app.Events[0].User.IsNone);
        Assert.Single(app.Events.Skip(1).Select(e => e.User).Distinct());
        var mine = await app.Reports.ListAsync(new SessionQuery { User = "alice" });
        Assert.Equal(mine.Items[0].UserHash, app.Events[1].User.ToString());
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("sign-outs are not recorded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_without_our_cookie_is_known_by_its_ticket()
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, AddCookies);
        var signedIn = await app.Visitor().PostAsync("/in", null);
        var ticket = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(".AspNetCore", StringComparison.Ordinal)).Split(';')[0];
        for (var i = 0; i < 2; i++)
            await app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/hello") { Headers = { { "Cookie", ticket } } });
        await app.SettledAsync(3);
        Assert.Equal(KeyKind.Authenticated, app.Events[1].KeyKind);
        Assert.Equal(app.Events[1].Key, app.Events[2].Key);
    }

    [Fact]
    public async Task A_renewed_sign_in_keeps_its_authenticated_session()
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, AddCookies);
        var visitor = app.Visitor();
        await visitor.PostAsync("/in", null);
        await visitor.GetAsync("/hello");
        await visitor.PostAsync("/renew", null);
        await visitor.GetAsync("/hello");
        await app.SettledAsync(4);
        Assert.False(app.Events[1].AuthSession.IsNone);
        Assert.Equal(app.Events[1].AuthSession, app.Events[3].AuthSession);
    }

    [Fact]
    public async Task Only_the_end_of_the_sign_in_that_the_request_shows_is_a_sign_out()
    {
        const string Draft = "draft";
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                MapCookies(a);
                a.MapPost("/draft", (HttpContext c) => c.SignInAsync(Draft, User("a draft")));
                a.MapPost("/draft/end", (HttpContext c) => c.SignOutAsync(Draft));
                a.MapPost("/end", async (HttpContext c) =>
                {
                    await c.SignOutAsync(Draft);
                    await c.SignOutAsync();
                });
            },
            s => s.AddAuthentication("any").AddCookie().AddCookie(Draft).AddPolicyScheme("any", null, o => o.ForwardDefault = CookieAuthenticationDefaults.AuthenticationScheme));
        var visitor = app.Visitor();
        string[] requests = ["/in", "/draft/end", "/draft", "/draft/end", "/end", "/in", "/out"];
        foreach (var path in requests)
            Assert.True((await visitor.PostAsync(path, null)).IsSuccessStatusCode);
        await app.SettledAsync(requests.Length);
        Assert.Equal([false, false, false, false, true, false, true], app.Events.Select(e => e.Is(EventFlags.SignedOut)));
    }

    [Fact]
    public async Task An_external_scheme_is_no_sign_in()
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/callback", (HttpContext c) => c.SignInAsync(IdentityConstants.ExternalScheme, User())),
            s => s.AddAuthentication().AddCookie(IdentityConstants.ExternalScheme));
        await app.Visitor().PostAsync("/callback", null);
        await app.SettledAsync(1);
        Assert.False(app.Events[0].Is(EventFlags.SignedIn));
    }

    [Fact]
    public async Task A_right_password_that_still_needs_a_second_factor_is_a_successful_attempt_without_a_user()
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapPost("/in", (HttpContext c) => c.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, User())).TrackLogin("email"),
            s => s.AddAuthentication().AddCookie(IdentityConstants.TwoFactorUserIdScheme));
        await app.Visitor().PostAsync("/in", null);
        await app.SettledAsync(1);
        Assert.Equal(LoginOutcome.Succeeded, app.Events[0].Login);
        Assert.True(app.Events[0].User.IsNone);
    }

    [Fact]
    public async Task An_application_that_has_a_service_of_its_own_keeps_it()
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, s =>
        {
            s.AddScoped<IAuthenticationService, OwnAuthenticationService>();
            AddCookies(s);
        });
        var response = await app.Visitor().PostAsync("/in", null);
        Assert.True(response.Headers.Contains("X-Own"));
        await app.SettledAsync(1);
        Assert.True(app.Events[0].Is(EventFlags.SignedIn));
    }

    [Fact]
    public async Task A_service_registered_after_tracking_serves_and_is_observed()
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, AddCookies, after: s => s.AddScoped<IAuthenticationService, OwnAuthenticationService>());
        Assert.False(app.Warned(nameof(OwnAuthenticationService)));
        Assert.True((await app.Visitor().PostAsync("/in", null)).Headers.Contains("X-Own"));
        await app.SettledAsync(1);
        Assert.True(app.Events[0].Is(EventFlags.SignedIn));
    }

    [Fact]
    public async Task A_decorator_registered_after_tracking_is_no_reason_for_a_warning()
    {
        await using var app = await TrackedApp.StartAsync(MapCookies, AddCookies, after: s =>
        {
            var inner = s.Last(d => d.ServiceType == typeof(IAuthenticationService)).ImplementationType!;
            s.AddScoped<IAuthenticationService>(provider => new PassingAuthenticationService((IAuthenticationService)ActivatorUtilities.CreateInstance(provider, inner)));
        });
        Assert.False(app.Warned("IAuthenticationService"));
        await app.Visitor().PostAsync("/in", null);
        await app.SettledAsync(1);
        Assert.True(app.Events[0].Is(EventFlags.SignedIn));
    }

    [Fact]
    public async Task Without_authentication_the_frameworks_own_message_stays()
    {
        static async Task<string> MessageAsync(HttpContext context) =>
            (await Assert.ThrowsAsync<InvalidOperationException>(() => context.SignInAsync(User()))).Message;

        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/in", (Delegate)MessageAsync));
        var body = await (await app.Visitor().PostAsync("/in", null)).Content.ReadAsStringAsync();
        Assert.Contains("IServiceCollection.AddAuthentication", body);
    }

    [Fact]
    public async Task The_frameworks_own_metrics_of_authentication_are_still_measured()
    {
        var measured = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var app = await TrackedApp.StartAsync(MapCookies, AddCookies);
        var meters = app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == "Microsoft.AspNetCore.Authentication" && ReferenceEquals(instrument.Meter.Scope, meters))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => measured.Add(instrument.Name));
        listener.Start();
        await app.Visitor().PostAsync("/in", null);
        Assert.Contains("aspnetcore.authentication.sign_ins", measured);
    }

    private static void AddCookies(IServiceCollection services) =>
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();

    private static void MapCookies(WebApplication app)
    {
        app.MapPost("/in", (HttpContext c) => c.SignInAsync(User()));
        app.MapPost("/renew", async (HttpContext c) =>
        {
            var ticket = await c.AuthenticateAsync();
            await c.SignInAsync(ticket.Principal!, ticket.Properties);
        });
        app.MapPost("/out", (HttpContext c) => c.SignOutAsync());
        app.MapGet("/hello", () => "hello");
    }

    private static ClaimsPrincipal User(string id = "alice") => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], "test"));
}
