using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>An answer that a cache may keep carries no cookie, so the cache works and no visitor is given the cookie of another one; who gets no cookie is one session all the same.</summary>
public sealed class CachedAnswerTests
{
    private const int Visitors = 10;

    [Theory]
    [InlineData("output", false)]
    [InlineData("output", true)]
    [InlineData("output-json", true)]
    [InlineData("output-started", false)]
    [InlineData("output-started", true)]
    [InlineData("stores-all", false)]
    [InlineData("stores-all", true)]
    [InlineData("response", false)]
    [InlineData("response", true)]
    public async Task Ten_visitors_without_a_cookie_run_a_cached_handler_once(string cache, bool kestrel)
    {
        var runs = 0;
        await using var app = await StartAsync(() => Interlocked.Increment(ref runs), kestrel);
        var cookies = new List<string>();
        for (var i = 0; i < Visitors; i++)
        {
            var response = await app.Visitor().GetAsync("/" + cache);
            Assert.Contains("1", await response.Content.ReadAsStringAsync());
            cookies.AddRange(CookieOf(response) is { } cookie ? [cookie] : []);
        }

        Assert.Equal(1, runs);
        Assert.Equal(cookies.Count, cookies.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Visitors, (await app.SettledAsync(Visitors)).Recorded);
        // A client that was given a cookie is recorded by it, any other by the key of the day.
        Assert.Equal(cookies.Count, app.Events.Count(e => e.KeyKind == KeyKind.Cookie));
        Assert.Single(app.Events.Where(e => e.KeyKind == KeyKind.Daily).Select(e => e.Key).Distinct());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_that_decides_late_gives_no_cookie_to_another_visitor(bool kestrel)
    {
        await using var app = await StartAsync(() => 1, kestrel);
        var cookies = new List<string>();
        for (var i = 0; i < Visitors; i++)
            cookies.AddRange(CookieOf(await app.Visitor().GetAsync("/stores-late")) is { } cookie ? [cookie] : []);
        Assert.Equal(cookies.Count, cookies.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_out_of_the_cache_carries_a_cookie_of_its_own(bool kestrel)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseOutputCache();
                a.MapGet("/output", () => "kept").CacheOutput();
            },
            s => s.AddOutputCache(), kestrel: kestrel);
        Assert.Null(CookieOf(await app.Visitor().GetAsync("/output")));
        var visitor = app.Visitor();
        var (first, other) = (CookieOf(await visitor.GetAsync("/output")), CookieOf(await app.Visitor().GetAsync("/output")));
        Assert.NotNull(first);
        Assert.NotNull(other);
        Assert.NotEqual(first, other);
        Assert.Null(CookieOf(await visitor.GetAsync("/output")));
    }

    [Fact]
    public async Task A_sign_in_that_a_cache_keeps_sends_no_device_cookie()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseOutputCache();
                a.MapGet("/", () => "home");
                a.MapPost("/login", (HttpContext context) =>
                {
                    context.GetTrackedSession()!.LoginSucceeded("ada");
                    return "in";
                }).CacheOutput(p => p.AddPolicy(typeof(StoresAll)), excludeDefaultPolicy: true);
            },
            s => s.AddOutputCache());
        var visitor = app.Visitor();
        Assert.NotNull(CookieOf(await visitor.GetAsync("/")));
        Assert.Null(CookieOf(await visitor.PostAsync("/login", null)));
    }

    [Theory]
    [InlineData("/moved-public", "GET", false)]
    [InlineData("/moved-public", "GET", true)]
    [InlineData("/empty-public", "GET", false)]
    [InlineData("/empty-public", "HEAD", true)]
    [InlineData("/empty-public", "POST", false)]
    [InlineData("/unchanged", "GET", false)]
    [InlineData("/unchanged", "GET", true)]
    [InlineData("/fails", "GET", true)]
    public async Task Five_requests_whose_answers_carry_no_cookie_are_one_session(string path, string method, bool kestrel)
    {
        await using var app = await StartAsync(() => 1, kestrel);
        for (var i = 0; i < 5; i++)
            Assert.Null(CookieOf(await app.Visitor().SendAsync(new HttpRequestMessage(new HttpMethod(method), path))));
        await app.SettledAsync(5);
        Assert.Equal([KeyKind.Daily], app.Events.Select(e => e.KeyKind).Distinct());
        Assert.Single(app.Events.Select(e => e.Key).Distinct());
    }

    [Theory]
    [InlineData("/moved", false)]
    [InlineData("/moved", true)]
    [InlineData("/empty", false)]
    [InlineData("/empty", true)]
    public async Task An_answer_without_a_body_gives_the_cookie_that_it_is_recorded_by(string path, bool kestrel)
    {
        await using var app = await StartAsync(() => 1, kestrel);
        var visitor = app.Visitor();
        var response = await visitor.GetAsync(path);
        Assert.NotNull(CookieOf(response));
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.Null(CookieOf(await visitor.GetAsync(path)));
        Assert.Equal(2, (await app.OnlySessionAsync(2)).Requests);
    }

    [Theory]
    [InlineData("public", false)]
    [InlineData("public, no-store", true)]
    [InlineData("max-age=60", false)]
    [InlineData("max-age=0", true)]
    [InlineData("max-age=60, private", true)]
    [InlineData("private=\"X-Name\", max-age=60", false)]
    [InlineData("s-maxage=1", false)]
    [InlineData("no-cache", true)]
    [InlineData("no-store", true)]
    [InlineData("private", true)]
    [InlineData("", true)]
    [InlineData("=;=", false)]
    [InlineData("Expires", false)]
    [InlineData("Expired", true)]
    [InlineData("Expires: 0", true)]
    [InlineData("CDN", false)]
    [InlineData("CDN private", true)]
    public async Task What_a_cache_may_keep_is_read_from_the_headers(string control, bool carries)
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", (HttpContext context) =>
        {
            var headers = context.Response.Headers;
            if (control == "Expires")
                headers.Expires = "Fri, 31 Dec 2100 00:00:00 GMT";
            else if (control == "Expired")
                (headers.Expires, headers.Date) = ("Thu, 01 Jan 1970 00:00:00 GMT", "Sun, 29 Nov 2026 00:00:00 GMT");
            else if (control == "Expires: 0")
                headers.Expires = "0";
            else if (control.StartsWith("CDN", StringComparison.Ordinal))
                headers["CDN-Cache-Control"] = control == "CDN" ? "max-age=60" : "private";
            else if (control.Length > 0)
                headers.CacheControl = control;
            return "home";
        }));
        var response = await app.Visitor().GetAsync("/");
        Assert.Equal(carries, CookieOf(response) is not null);
        var sent = response.Headers.TryGetValues("Cache-Control", out var values) ? string.Join(", ", values) : "";
        Assert.Equal(carries && control is not ("public, no-store" or "no-store" or "private" or "max-age=60, private"), sent.EndsWith("private", StringComparison.Ordinal) && sent != control);
        await app.SettledAsync(1);
        Assert.Equal(carries ? KeyKind.Cookie : KeyKind.Daily, app.Events.Single().KeyKind);
    }

    [Fact]
    public async Task A_key_that_the_application_read_too_early_does_not_name_the_session()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", (HttpContext context) =>
        {
            _ = context.GetTrackedSession()!.Key;
            context.Response.Headers.CacheControl = "public, max-age=60";
            return "home";
        }));
        for (var i = 0; i < 3; i++)
            await app.Visitor().GetAsync("/");
        Assert.Equal((KeyKind.Daily, 3), await app.OnlySessionAsync(3) is var session ? (session.KeyKind, session.Requests) : default);
    }

    private static string? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Single(v => v.Contains(TrackedApp.CookieName + "=", StringComparison.Ordinal)) : null;

    private static Task<TrackedApp> StartAsync(Func<int> run, bool kestrel = false) => TrackedApp.StartAsync(
        a =>
        {
            a.UseResponseCaching();
            a.UseOutputCache();
            a.MapGet("/output", () => run()).CacheOutput();
            a.MapGet("/output-json", () => Results.Json(new { Run = run() })).CacheOutput();
            a.MapGet("/output-started", async (HttpContext context) =>
            {
                await context.Response.StartAsync();
                await context.Response.WriteAsync($"{run()}");
            }).CacheOutput();
            a.MapGet("/stores-all", () => $"{run()}").CacheOutput(p => p.AddPolicy(typeof(StoresAll)), excludeDefaultPolicy: true);
            a.MapGet("/stores-late", () => $"{run()}").CacheOutput(p => p.AddPolicy(typeof(StoresLate)), excludeDefaultPolicy: true);
            a.MapGet("/response", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return run();
            });
            a.MapGet("/moved", () => Results.Redirect("/"));
            a.MapGet("/empty", () => Results.NoContent());
            a.MapGet("/unchanged", () => Results.StatusCode(304));
            a.MapGet("/fails", string () => throw new InvalidOperationException("fails"));
            a.MapGet("/moved-public", (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return Results.Redirect("/");
            });
            a.MapMethods("/empty-public", ["GET", "HEAD", "POST"], (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=60";
                return Results.NoContent();
            });
        },
        s =>
        {
            s.AddOutputCache();
            s.AddResponseCaching();
        },
        o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest,
        // Development's page for errors would give the failing answer a body.
        environment: kestrel ? "Production" : "Development", kestrel: kestrel);

    private sealed class StoresAll() : LateStorage(late: false);

    private sealed class StoresLate() : LateStorage(late: true);
}
