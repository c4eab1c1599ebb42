using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>The cookie is the application's to set, and the name that is written is the name that is read.</summary>
public sealed class SessionCookieTests
{
    [Fact]
    public async Task Name_domain_path_same_site_secure_and_lifetime_are_as_the_application_sets_them()
    {
        await using var app = await StartAsync(cookie: c =>
        {
            (c.Name, c.Domain, c.Path, c.SameSite) = ("visit", "shop.example", "/shop", SameSiteMode.Strict);
            (c.SecurePolicy, c.HttpOnly, c.Expiration) = (CookieSecurePolicy.None, false, TimeSpan.FromHours(2));
        });
        var line = Assert.Single((await app.Visitor().GetAsync("/")).Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("visit=", line);
        Assert.Equal(["domain=shop.example", "max-age=7200", "path=/shop", "samesite=strict"], line.Split("; ").Skip(1).Order());
    }

    [Theory]
    [InlineData(null, "/")]
    [InlineData("shop.example", "/")]
    [InlineData(null, "/shop")]
    public async Task The_name_binds_the_cookie_to_the_host_where_domain_and_path_permit(string? domain, string path)
    {
        await using var app = await StartAsync(cookie: c => (c.Domain, c.Path) = (domain, path));
        var browser = app.Browser("https://shop.example", out var jar);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        await browser.GetAsync("/shop");
        await browser.GetAsync("/shop");
        Assert.Equal(2, (await app.OnlySessionAsync(2)).Requests);
        if (path == "/")
            Assert.Equal(domain is null, jar.Cookies.Single().Name.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_applications_on_one_host_each_keep_one_session_a_visitor()
    {
        await using var one = await StartAsync(kestrel: true, name: "One");
        await using var two = await StartAsync(kestrel: true, name: "Two");
        var browser = one.Browser("http://127.0.0.1", out var jar);
        for (var i = 0; i < 3; i++)
        {
            await browser.GetAsync(new Uri(one.Address, "/"));
            await browser.GetAsync(new Uri(two.Address, "/"));
        }

        Assert.Equal(2, jar.Cookies.Count());
        Assert.Equal(3, (await one.OnlySessionAsync(3)).Requests);
        Assert.Equal(3, (await two.OnlySessionAsync(3)).Requests);
        Assert.DoesNotContain(one.Events.Concat(two.Events), e => e.Is(EventFlags.ForgedCookie));
    }

    [Theory]
    [InlineData("Production", "https", true)]
    [InlineData("Production", "https", false)]
    [InlineData("Development", "https", true)]
    [InlineData("Development", "http", true)]
    public async Task A_tracked_gateway_before_a_tracked_backend_each_keep_one_session_a_visitor(string environment, string scheme, bool trusts)
    {
        await using var backend = await StartAsync(environment, kestrel: true, name: "Backend", trusts: trusts);
        await using var gateway = await StartAsync(environment, kestrel: true, name: "Gateway", trusts: trusts, backend: () => backend.Address);
        var browser = gateway.Browser(scheme + "://shop.example", out var jar);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        for (var i = 0; i < 3; i++)
            Assert.Equal("home", await browser.GetStringAsync("/"));
        Assert.Equal(2, jar.Cookies.Count());
        Assert.All(jar.Cookies, c => Assert.Equal(scheme == "https", c.Secure && c.Name.StartsWith("__Host-", StringComparison.Ordinal)));
        Assert.Equal(3, (await gateway.OnlySessionAsync(3)).Requests);
        Assert.Equal(3, (await backend.OnlySessionAsync(3)).Requests);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_without_a_header_fetch_metadata_shows_https()
    {
        await using var app = await StartAsync("Production");
        var browser = app.Browser("https://shop.example", out var jar);
        browser.DefaultRequestHeaders.Host = "shop.example";
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "none");
        await browser.GetAsync("/");
        await browser.GetAsync("/");
        Assert.Equal(KeyKind.Cookie, (await app.OnlySessionAsync(2)).KeyKind);
        Assert.Single(jar.Cookies);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http")]
    [InlineData("http, https")]
    [InlineData("httpsx")]
    public async Task Production_over_plain_http_is_warned_about_once_and_visitors_are_known_for_the_day(string? forwarded)
    {
        await using var app = await StartAsync("Production");
        var browser = app.Browser("http://localhost", out var jar);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "none");
        if (forwarded is not null)
            browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", forwarded);
        for (var i = 0; i < 3; i++)
            Assert.False((await browser.GetAsync("/")).Headers.Contains("Set-Cookie"));
        var session = await app.OnlySessionAsync(3);
        Assert.Equal((KeyKind.Daily, 3), (session.KeyKind, session.Requests));
        Assert.Empty(jar.Cookies);
        Assert.Single(app.Logs.Lines, l => l.Text.Contains("plain http", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_http_in_production_keeps_the_cookie_where_the_application_says_so()
    {
        await using var app = await StartAsync("Production", c => c.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        var browser = app.Browser("http://localhost", out _);
        await browser.GetAsync("/");
        await browser.GetAsync("/");
        Assert.Equal(KeyKind.Cookie, (await app.OnlySessionAsync(2)).KeyKind);
        Assert.False(app.Warned("plain http"));
    }

    [Theory]
    [InlineData("a b", null, "/", CookieSecurePolicy.Always, 90, "RFC 6265")]
    [InlineData("__Host-a", "x.example", "/", CookieSecurePolicy.Always, 90, "browsers refuse")]
    [InlineData("__Host-a", null, "/a", CookieSecurePolicy.Always, 90, "browsers refuse")]
    [InlineData("__Secure-a", null, "/", CookieSecurePolicy.None, 90, "without Secure")]
    [InlineData("a", null, "a", CookieSecurePolicy.Always, 90, "begins with")]
    [InlineData("a", null, "/", CookieSecurePolicy.Always, 0, "lifetime")]
    [InlineData("a", null, "/", CookieSecurePolicy.Always, 401, "lifetime")]
    public async Task What_browsers_would_refuse_fails_at_the_start(string name, string? domain, string path, CookieSecurePolicy policy, int days, string said)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(cookie: c =>
            (c.Name, c.Domain, c.Path, c.SecurePolicy, c.MaxAge) = (name, domain, path, policy, TimeSpan.FromDays(days))));
        Assert.Contains(said, failure.Message);
    }

    private static Task<TrackedApp> StartAsync(
        string environment = "Development", Action<CookieBuilder>? cookie = null, bool kestrel = false, string? name = null, bool trusts = false, Func<Uri>? backend = null) =>
        TrackedApp.StartAsync(
            a =>
            {
                if (trusts)
                    a.UseForwardedHeaders();
                if (backend is not null)
                    a.MapGateway(backend);
                else
                    a.MapGet("/{**path}", () => "home");
            },
            s => s.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedProto),
            o => cookie?.Invoke(o.Cookie),
            environment, kestrel, name: name);
}
