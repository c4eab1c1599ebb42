using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A form that another site sends comes without our cookie: the visitor's session goes on, and nothing is concluded from what is missing.</summary>
public sealed class CrossSiteFormTests
{
    private const string Shop = "https://shop.example";
    private static readonly string CookieName = "__Host-" + TrackedApp.CookieName;
    private const string Bank = "https://bank.example/paid";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_that_returns_sets_no_cookie_and_the_goal_it_leads_to_is_the_visitors(bool fetchMetadata)
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler) { SendsFetchMetadata = fetchMetadata };
        await browser.OpenAsync(Shop + "/cart");
        var cookie = browser.Cookie("shop.example", CookieName);
        await browser.SendFormAsync(Shop + "/payment/return", Bank, ("paid", "yes"));
        Assert.NotNull(cookie);
        Assert.Equal(cookie, browser.Cookie("shop.example", CookieName));
        Assert.DoesNotContain(browser.Answers[1..], a => a.Headers.Contains("Set-Cookie"));

        var session = await app.OnlySessionAsync(3);
        Assert.Equal(["GET /cart", "GET /thanks"], session.Steps.Select(s => s.Step));
        Assert.Equal(JourneyClass.Completed, session.Summary.Class);
        Assert.Equal([KeyKind.Cookie, KeyKind.CrossSite, KeyKind.Cookie], app.Events.Select(e => e.KeyKind));
        Assert.Equal(app.Events[0].Key, app.Events[2].Key);
    }

    [Fact]
    public async Task A_cookie_that_goes_across_sites_is_missing_from_a_form_of_another_site_only_where_there_is_none()
    {
        await using var app = await StartAsync(o => (o.Cookie.SameSite, o.Cookie.SecurePolicy) = (SameSiteMode.None, CookieSecurePolicy.Always));
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.SendFormAsync(Shop + "/payment/return", Bank);
        await browser.SendFormAsync(Shop + "/payment/return", Bank);
        Assert.Equal(4, (await app.OnlySessionAsync(4)).Requests);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task Where_the_browser_keeps_no_cookie_none_is_withheld_and_the_form_is_the_visitors()
    {
        await using var app = await StartAsync(environment: "Production");
        var browser = new Browser(app.App.GetTestServer().CreateHandler) { SendsFetchMetadata = false };
        await browser.OpenAsync("http://shop.example/cart");
        await browser.SendFormAsync("http://shop.example/payment/return", Bank, ("paid", "yes"));
        Assert.Equal(3, (await app.OnlySessionAsync(3)).Requests);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Daily, e.KeyKind));
    }

    [Fact]
    public async Task A_form_of_a_host_that_is_the_applications_own_is_no_other_sites()
    {
        await using var app = await StartAsync(o => o.OwnHosts.Add("bank.example"));
        var browser = new Browser(app.App.GetTestServer().CreateHandler) { SendsFetchMetadata = false };
        await browser.SendFormAsync(Shop + "/payment/return", Bank);
        await app.SettledAsync(2);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task A_link_of_another_site_brings_a_visitor_and_so_does_a_form_of_this_one()
    {
        await using var app = await StartAsync();
        foreach (var start in (Func<Browser, Task>[])[b => b.OpenAsync(Shop + "/cart", Bank), b => b.SendFormAsync(Shop + "/payment/return", Shop + "/cart")])
        {
            var browser = new Browser(app.App.GetTestServer().CreateHandler);
            await start(browser);
            Assert.NotNull(browser.Cookie("shop.example", CookieName));
        }
    }

    [Fact]
    public async Task A_declared_predecessor_that_is_missing_proves_nothing()
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/cart");
        await browser.SendFormAsync(Shop + "/declared", Bank);
        await browser.OpenAsync(Shop + "/cart", Shop + "/");
        await app.SettledAsync(3);
        Assert.Equal(LoginOutcome.None, app.Events[1].Login);
        Assert.Empty((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
    }

    [Fact]
    public async Task A_forged_header_hides_no_password_guessing()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(time: clock);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        for (var i = 0; i < 30; i++)
            await browser.SendFormAsync(Shop + "/login", Bank, ("email", $"user{i}@example.com"));
        await app.SettledAsync(30);
        Assert.All(app.Events, e => Assert.Equal((LoginOutcome.Failed, true), (e.Login, e.Is(EventFlags.FirstContact))));
        // D1 asks which share of people gives up, and waits for the answer.
        clock.Advance(TimeSpan.FromSeconds(30));
        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        await Waiting.UntilAsync(async () => (await alerts.ListAsync(new AlertQuery { Rule = "D1" })).Items.Count > 0, what: "D1 is raised");
        var alert = Assert.Single((await alerts.ListAsync(new AlertQuery { Rule = "D1" })).Items);
        Assert.Equal(Severity.High, alert.Finding.Severity);
    }

    [Fact]
    public async Task A_sign_in_by_a_form_of_the_provider_joins_the_visitors_session()
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/cart");
        await SignInAtProviderAsync(browser, "alice");
        await browser.OpenAsync(Shop + "/cart", Shop + "/mine");

        // The form's own step comes from another partition.
        SessionReport session = await app.OnlySessionAsync(5);
        await Waiting.UntilAsync(async () => (session = await app.OnlySessionAsync(5)).Steps.Count == 4 && session.Requests == 5, () => $"{session}", "the form is a step of the session");
        Assert.Equal(["GET /cart", "GET /challenge", "POST (unmatched)", "GET /cart"], session.Steps.Select(s => s.Step));
        Assert.Equal("GET /mine", session.Steps[2].Landed);
        Assert.Equal(session.Summary.Id, Assert.Single((await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items).Id);
        var signIn = Assert.Single(app.Events, e => e.Is(EventFlags.SignedIn));
        Assert.Equal((KeyKind.CrossSite, true), (signIn.KeyKind, signIn.Detail?.IsRemoteSignIn));
        Assert.False(signIn.AuthSession.IsNone);
        Assert.Equal(signIn.AuthSession, app.Events[^1].AuthSession);
    }

    [Fact]
    public async Task A_form_that_signs_in_before_the_browser_has_a_cookie_begins_its_first_session()
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.SendFormAsync(Shop + "/login", Bank, ("email", "alice@example.com"), ("password", "right"));
        await browser.OpenAsync(Shop + "/cart", Shop + "/login");
        await AssertFirstStepAsync(app, "POST /login");
        await browser.OpenAsync(Shop + "/thanks", Shop + "/cart");
        await AssertFirstStepAsync(app, "POST /login");
    }

    [Fact]
    public async Task A_sign_in_that_the_application_takes_over_from_its_provider_joins_as_well()
    {
        await using var app = await StartAsync(signInScheme: IdentityConstants.ExternalScheme);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await SignInAtProviderAsync(browser, "alice", "/takeover");
        SessionReport? session = null;
        await Waiting.UntilAsync(
            async () => (session = await app.OnlySessionAsync(4)).Steps.Any(s => s.Step == "POST (unmatched)"), () => $"{session}", "the form is a step of the session");
        Assert.Equal(["GET /challenge", "POST (unmatched)"], session!.Steps.Select(s => s.Step));
        // Two redirects, one act.
        Assert.Equal("GET /mine", session.Steps[1].Landed);
    }

    [Fact]
    public async Task A_sign_in_that_is_older_than_a_minute_joins_nothing()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(time: clock);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/cart");
        await browser.SendFormAsync(Shop + "/login", Bank, ("email", "alice@example.com"), ("password", "right"));
        clock.Advance(TimeSpan.FromSeconds(61));
        await browser.OpenAsync(Shop + "/mine", Shop + "/cart");
        await app.SettledAsync(3);
        Assert.All(app.Events, e => Assert.True(e.Detail is not { Before.IsNone: false }));
    }

    [Fact]
    public async Task The_known_device_stays_known()
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/cart");
        await browser.SendFormAsync(Shop + "/login", Shop + "/cart", ("email", "alice@example.com"), ("password", "right"));
        await SignInAtProviderAsync(browser, "alice");
        await browser.SendFormAsync(Shop + "/login", Shop + "/cart", ("email", "alice@example.com"), ("password", "right"));
        await app.SettledAsync(6);
        Assert.True(app.Events[^1].Is(EventFlags.KnownDevice));
    }

    [Fact]
    public async Task Only_a_remote_handler_on_its_own_path_completes_a_remote_sign_in()
    {
        await using var app = await StartAsync();
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.SendFormAsync(Shop + "/pretended", Bank);
        await browser.SendFormAsync(Shop + "/login", Bank, ("email", "alice@example.com"), ("password", "right"));
        await app.SettledAsync(2);
        Assert.All(app.Events, e => Assert.True(e.Is(EventFlags.SignedIn)));
        Assert.DoesNotContain(app.Events, e => e.Detail?.IsRemoteSignIn == true);
    }

    private static Task AssertFirstStepAsync(TrackedApp app, string step) => Waiting.UntilAsync(
        async () => (await app.SessionsAsync(2)) is [{ Steps: [var first, ..] }] && first.Step == step, what: $"the only session begins with {step}");

    private static async Task SignInAtProviderAsync(Browser browser, string user, string to = "/mine")
    {
        var away = await browser.OpenAsync($"{Shop}/challenge?to={to}", Shop + "/cart");
        var state = QueryHelpers.ParseQuery(away.Headers.Location!.Query)["state"].ToString();
        await browser.SendFormAsync(Shop + "/signin", FormPostHandler.Provider + "/authorize", ("state", state), ("user", user));
    }

    private static Task<TrackedApp> StartAsync(
        Action<SessionTrackingOptions>? options = null, string environment = "Development", string signInScheme = CookieAuthenticationDefaults.AuthenticationScheme, TimeProvider? time = null) => TrackedApp.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                // In process a client has no address, and so no source.
                context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
                return next();
            });
            app.UseAuthentication();
            app.MapGet("/cart", () => "cart");
            app.MapGet("/mine", () => "mine");
            app.MapGet("/thanks", () => "thanks");
            app.MapGet("/challenge", (string to) => Results.Challenge(new AuthenticationProperties { RedirectUri = to }, [FormPostHandler.SchemeName]));
            app.MapGet("/takeover", async (HttpContext context) =>
            {
                var external = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
                await context.SignOutAsync(IdentityConstants.ExternalScheme);
                await context.SignInAsync(external.Principal!);
                return Results.Redirect("/mine");
            });
            app.MapPost("/payment/return", () => Results.Redirect("/thanks"));
            app.MapPost("/declared", () => "done").RequiresStep("GET /thanks");
            app.MapPost("/login", async (HttpContext context) =>
            {
                var form = await context.Request.ReadFormAsync();
                if (form["password"] != "right")
                    return Results.Unauthorized();
                await context.SignInAsync(User("alice"));
                return Results.Ok();
            }).TrackLogin("email");
            app.MapPost("/pretended", (HttpContext context) => context.SignInAsync(
                User("alice"), new AuthenticationProperties(new Dictionary<string, string?> { [".AuthScheme"] = FormPostHandler.SchemeName })));
        },
        services => services.AddSingleton(time ?? TimeProvider.System).AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie()
            .AddCookie(IdentityConstants.ExternalScheme)
            .AddRemoteScheme<RemoteAuthenticationOptions, FormPostHandler>(FormPostHandler.SchemeName, null, o =>
            {
                o.CallbackPath = "/signin";
                o.SignInScheme = signInScheme;
            }),
        o =>
        {
            o.Goals.Add("GET /thanks");
            options?.Invoke(o);
        },
        environment);

    private static ClaimsPrincipal User(string name) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], "test"));
}
