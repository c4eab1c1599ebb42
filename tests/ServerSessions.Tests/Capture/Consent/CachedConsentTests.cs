using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>A decision goes out with its answer, and no cache brings it to others.</summary>
public sealed class CachedConsentTests
{
    private readonly ConsentApp _nodes = new();

    [Theory]
    [InlineData("/public")]
    [InlineData("/output")]
    [InlineData("/stores-all")]
    public async Task A_decision_in_an_answer_that_caches_may_keep_makes_it_private(string path)
    {
        var runs = 0;
        await using var app = await _nodes.StartAsync(services: s => s.AddOutputCache(), map: a =>
        {
            string Decide(HttpContext c)
            {
                runs++;
                if (c.Request.Headers.ContainsKey("X-Decides"))
                    c.GetTrackedSession()!.RefuseConsent();
                return "page";
            }

            a.MapGet("/public", (HttpContext c) =>
            {
                c.Response.Headers.CacheControl = "public, max-age=60";
                return Decide(c);
            });
            a.MapGet("/output", Decide).CacheOutput();
            a.MapGet("/stores-all", Decide).CacheOutput(p => p.AddPolicy(typeof(StoresEverything)), excludeDefaultPolicy: true);
        });
        var browser = Browser(app);
        browser.Extra["X-Decides"] = "1";
        var answer = await browser.OpenAsync(Shop + path);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.NotNull(browser.Cookie("shop.example", ConsentName));
        var other = Browser(app);
        await other.OpenAsync(Shop + path);
        Assert.Null(other.Cookie("shop.example", ConsentName));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Joining_the_users_decision_sends_no_cookie_with_an_answer_that_may_be_stored()
    {
        await using var app = await _nodes.StartAsync(map: a => a.MapPost("/cached-in/{user}", async (HttpContext c, string user) =>
        {
            c.Response.Headers.CacheControl = "public, max-age=60";
            await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignInAsync(c, new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(
                [new System.Security.Claims.Claim(System.Security.Claims.ClaimTypes.NameIdentifier, user)], "test")));
            c.Response.Headers.CacheControl = "public, max-age=60";
        }));
        var earlier = Browser(app);
        await PostAsync(earlier, "/in/ada");
        await PostAsync(earlier, "/refuse");
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        var agreed = browser.Cookie("shop.example", ConsentName);
        await PostAsync(browser, "/cached-in/ada");
        // The framework's sign-in makes its answer no-cache by itself; where it does not, ours stays out.
        if (browser.Answers[^1].Headers.CacheControl!.Public)
            Assert.Equal(agreed, browser.Cookie("shop.example", ConsentName));
        Assert.Equal("Security", await LookAsync(browser));
    }

    private sealed class StoresEverything : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellationToken) => Allow(context);

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellationToken) => Allow(context);

        private static ValueTask Allow(OutputCacheContext context)
        {
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage) = (true, true, true);
            return ValueTask.CompletedTask;
        }
    }
}
