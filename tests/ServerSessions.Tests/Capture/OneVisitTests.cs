using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>Whatever changes the key within a visit, its sessions are linked; a consent that is withdrawn links nothing.</summary>
public sealed class OneVisitTests
{
    private const string Shop = "https://shop.example";

    [Fact]
    public async Task A_browser_that_begins_to_send_do_not_track_is_linked() => await AssertLinkedAsync(async browser =>
    {
        await browser.OpenAsync(Shop + "/address");
        browser.Extra["Sec-GPC"] = "1";
    });

    [Fact]
    public async Task A_first_answer_that_a_cache_may_store_is_linked() => await AssertLinkedAsync(browser => browser.OpenAsync(Shop + "/address/public"));

    [Fact]
    public async Task A_form_on_a_page_that_a_cache_may_store_is_sent_in_a_linked_session()
    {
        await using var app = await StartAsync(null);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/form");
        await browser.SendFormAsync(Shop + "/form", Shop + "/form");
        await Waiting.UntilAsync(
            async () => (await app.SessionsAsync(2)).Any(s => s.Previous is not null), what: "the session of the form names the page's");
        Assert.Equal([KeyKind.Daily, KeyKind.Cookie], app.Events.Select(e => e.KeyKind));
        Assert.Equal(app.Events[0].Key, app.Events[1].Detail!.Before);
    }

    [Fact]
    public async Task Of_several_nodes_the_one_that_sets_the_cookie_requests_what_another_held_back()
    {
        await using var app = await StartAsync(null);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/other", Shop + "/form");
        await browser.OpenAsync(Shop + "/other", Shop + "/form");
        await app.SettledAsync(2);
        Assert.False(app.Events[0].Detail!.Before.IsNone);
        Assert.Null(app.Events[1].Detail);
    }

    [Fact]
    public async Task A_first_visit_names_no_earlier_key()
    {
        await using var app = await StartAsync(null);
        await new Browser(app.App.GetTestServer().CreateHandler).OpenAsync(Shop + "/other");
        await app.SettledAsync(1);
        Assert.Null(app.Events[0].Detail);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_consent_delegate_is_called_once_a_request(bool signal)
    {
        var asked = 0;
        await using var app = await StartAsync(options => options.HasConsent = _ => Interlocked.Increment(ref asked) != 2);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/address");
        if (signal)
            browser.Extra["Sec-GPC"] = "1";
        await browser.OpenAsync(Shop + "/address/public", Shop + "/");
        await app.SettledAsync(2);
        Assert.Equal(2, asked);
        Assert.True(app.Events[1].Detail!.IsPastUnseen);
    }

    [Fact]
    public async Task Consent_that_is_given_is_linked() => await AssertLinkedAsync(
        async browser =>
        {
            await browser.OpenAsync(Shop + "/address");
            browser.Extra["X-Consent"] = "1";
        },
        options => options.HasConsent = c => c.Request.Headers.ContainsKey("X-Consent"));

    [Fact]
    public async Task A_sign_in_without_our_cookie_is_linked() => await AssertLinkedAsync(
        async browser =>
        {
            await browser.OpenAsync(Shop + "/address");
            await browser.SendFormAsync(Shop + "/login", Shop + "/address");
        },
        options => options.Mode = TrackingMode.Cookieless);

    [Fact]
    public async Task Consent_that_is_withdrawn_is_linked_to_nothing()
    {
        await using var app = await StartAsync(options => options.HasConsent = c => !c.Request.Headers.ContainsKey("X-Withdrawn"));
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/address");
        browser.Extra["X-Withdrawn"] = "1";
        await browser.OpenAsync(Shop + "/other", Shop + "/");
        var sessions = await app.SessionsAsync(2);
        Assert.Equal(2, sessions.Count);
        Assert.All(sessions, s => Assert.Null(s.Previous));
        Assert.True(app.Events[1].Detail!.IsPastUnseen);
    }

    private static async Task AssertLinkedAsync(Func<Browser, Task> before, Action<SessionTrackingOptions>? options = null)
    {
        await using var app = await StartAsync(options);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await before(browser);
        await browser.OpenAsync(Shop + "/other", Shop + "/");
        await browser.OpenAsync(Shop + "/other", Shop + "/");
        IReadOnlyList<SessionReport> sessions = [];
        await Waiting.UntilAsync(
            async () =>
            {
                sessions = await app.SessionsAsync(3);
                return sessions.Count == 2 && sessions.Any(s => s.Previous is not null);
            },
            what: "the second session names the first");
        var later = Assert.Single(sessions, s => s.Previous is not null);
        Assert.Equal(sessions.Single(s => s != later).Summary.Id, later.Previous);
    }

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions>? options) => TrackedApp.StartAsync(
        app =>
        {
            app.UseAuthentication();
            app.MapGet("/address", () => "address");
            app.MapGet("/address/public", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return "address";
            });
            app.MapGet("/form", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return Results.Content("<form method=post>", "text/html");
            });
            app.MapPost("/form", () => "sent");
            app.MapGet("/other", () => "other");
            app.MapPost("/login", (HttpContext context) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "alice")], "test"))));
        },
        services => services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(),
        options);
}
