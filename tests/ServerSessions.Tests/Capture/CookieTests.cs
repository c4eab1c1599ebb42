using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>The cookie names the browser, is authenticated by its MAC, and goes to no other site.</summary>
public sealed class CookieTests
{
    private static readonly string OldSecret = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);
    private static readonly string NewSecret = Convert.ToBase64String([.. Enumerable.Repeat((byte)11, 32)]);

    [Theory]
    [InlineData("Development", "http", "", false)]
    [InlineData("Development", "https", "__Host-", true)]
    [InlineData("Production", "https", "__Host-", true)]
    public async Task It_is_secure_but_for_http_in_development(string environment, string scheme, string prefix, bool secure)
    {
        await using var app = await StartAsync(environment: environment);
        var visitor = app.Visitor();
        visitor.BaseAddress = new Uri(scheme + "://localhost");
        var cookie = Cookie(await visitor.GetAsync("/"))!;
        Assert.StartsWith($"{prefix}{TrackedApp.CookieName}=", cookie);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.Contains("; path=/;", cookie);
        Assert.Contains("; httponly", cookie);
        Assert.Contains("; samesite=lax", cookie);
        Assert.Contains("max-age=7776000", cookie);
        Assert.DoesNotContain("domain", cookie);
        Assert.Null(Cookie(await visitor.GetAsync("/")));
        Assert.Equal(2, (await app.OnlySessionAsync(2)).Requests);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("long")]
    [InlineData("truncated")]
    [InlineData("changed")]
    public async Task A_forged_one_counts_as_none_and_is_flagged(string kind)
    {
        await using var app = await StartAsync();
        var genuine = Cookie(await app.Visitor().GetAsync("/"))!.Split(';')[0][(TrackedApp.CookieName.Length + 1)..];
        var value = kind switch
        {
            "long" => new string('A', 65_000),
            "truncated" => genuine[..^4],
            "changed" => (genuine[0] == 'A' ? 'B' : 'A') + genuine[1..],
            _ => kind,
        };
        var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Cookie", $"a=b; {TrackedApp.CookieName}={value}");
        var response = await app.Visitor().SendAsync(request);
        Assert.NotNull(Cookie(response));
        Assert.Equal(2, (await app.SettledAsync(2)).Recorded);
        Assert.True(app.Events[1].Is(EventFlags.ForgedCookie));
        Assert.NotEqual(app.Events[0].Key, app.Events[1].Key);
    }

    [Fact]
    public async Task A_new_key_still_reads_the_old_cookie_as_the_same_session()
    {
        await using var before = await StartAsync(o => o.Keys.Add(new SessionKey { Id = "old", Secret = OldSecret }));
        var cookie = Cookie(await before.Visitor().GetAsync("/"))!.Split(';')[0];
        await before.SettledAsync(1);
        await using var after = await StartAsync(o =>
        {
            o.Keys.Add(new SessionKey { Id = "new", Secret = NewSecret });
            o.Keys.Add(new SessionKey { Id = "old", Secret = OldSecret });
        });
        var response = await after.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie } } });
        Assert.Null(Cookie(response));
        await after.SettledAsync(1);
        Assert.Equal(before.Events[0].Key, after.Events[0].Key);
        Assert.False(after.Events[0].Is(EventFlags.ForgedCookie));
    }

    [Theory]
    [InlineData("Sec-GPC", "1", TrackingMode.Cookie)]
    [InlineData("DNT", "1", TrackingMode.Cookie)]
    [InlineData("X-Plain", "1", TrackingMode.Cookieless)]
    [InlineData("X-No-Consent", "1", TrackingMode.Cookie)]
    public async Task A_visitor_who_refuses_has_the_key_of_the_day_and_gets_no_cookie(string header, string value, TrackingMode mode)
    {
        await using var app = await StartAsync(o =>
        {
            o.Mode = mode;
            if (mode == TrackingMode.Cookie)
                o.HasConsent = c => !c.Request.Headers.ContainsKey("X-No-Consent");
        });
        for (var i = 0; i < 2; i++)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { header, value } } };
            Assert.Null(Cookie(await app.Visitor().SendAsync(request)));
        }

        var session = await app.OnlySessionAsync(2);
        Assert.Equal((KeyKind.Daily, 2), (session.KeyKind, session.Requests));
    }

    [Fact]
    public async Task Consent_that_is_withdrawn_counts_at_once()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Sec-GPC", "1" } } });
        await app.SettledAsync(2);
        Assert.Equal([KeyKind.Cookie, KeyKind.Daily], app.Events.Select(e => e.KeyKind));
    }

    [Fact]
    public async Task An_answer_that_caches_may_share_carries_none_and_the_visitor_stays_one()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        Assert.Null(Cookie(await visitor.GetAsync("/public")));
        Assert.Null(Cookie(await visitor.GetAsync("/public")));
        Assert.Equal(2, (await app.OnlySessionAsync(2)).Requests);
    }

    [Theory]
    [InlineData("/cached-by-output")]
    [InlineData("/cached-by-response")]
    public async Task A_cache_never_gives_one_visitors_cookie_to_another(string path)
    {
        await using var app = await StartAsync();
        // A visitor with a cookie fills the cache: an answer that sets a cookie is not cached.
        var known = app.Visitor();
        await known.GetAsync("/");
        var (first, second, third) = (await known.GetAsync(path), await app.Visitor().GetAsync(path), await app.Visitor().GetAsync(path));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        var cookies = new[] { Cookie(first), Cookie(second), Cookie(third) }.Where(c => c is not null).ToList();
        Assert.Equal(cookies.Count, cookies.Distinct().Count());
        Assert.Equal(4, (await app.SettledAsync(4)).Recorded);
    }

    private static string? Cookie(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Single(v => v.Contains(TrackedApp.CookieName + "=", StringComparison.Ordinal)) : null;

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions>? options = null, string environment = "Development")
    {
        var count = 0;
        return TrackedApp.StartAsync(
            a =>
            {
                a.UseResponseCaching();
                a.UseOutputCache();
                a.MapGet("/", () => "home");
                a.MapGet("/public", (HttpContext c) => c.Response.Headers.CacheControl = "public, max-age=60");
                a.MapGet("/cached-by-output", () => Interlocked.Increment(ref count)).CacheOutput();
                a.MapGet("/cached-by-response", (HttpContext c) =>
                {
                    c.Response.Headers.CacheControl = "public, max-age=60";
                    return Interlocked.Increment(ref count);
                });
            },
            s =>
            {
                s.AddOutputCache();
                s.AddResponseCaching();
            },
            options, environment);
    }
}
