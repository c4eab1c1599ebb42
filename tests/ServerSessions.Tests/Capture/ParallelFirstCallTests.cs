using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A page that is a static file gives the cookie that its scripts' calls show; no two answers carry one cookie.</summary>
public sealed class ParallelFirstCallTests
{
    private const string Shop = "https://shop.example";
    private static readonly string[] Calls = [.. Enumerable.Range(1, 5).Select(i => $"{Shop}/api/{i}")];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_of_MapStaticAssets_and_the_five_calls_that_its_script_makes_at_once_are_one_session(bool fetchMetadata)
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = new Browser(app.App.GetTestServer().CreateHandler) { SendsFetchMetadata = fetchMetadata };
        var page = await browser.OpenAsync(Shop + "/index.html");
        Assert.Equal("no-cache, private", string.Join(", ", page.Headers.NonValidated["Cache-Control"]));
        await browser.FetchAsync(Shop + "/index.html", Calls);

        var session = await app.OnlySessionAsync(6);
        Assert.Equal(6, session.Requests);
        Assert.Equal("GET /index.html", session.Steps[0].Step);
        Assert.Single(browser.Answers, a => a.Headers.Contains("Set-Cookie"));
        Assert.True(app.Events.Single(e => e.Step == "GET /index.html").Is(EventFlags.FirstContact));
    }

    [Fact]
    public async Task Two_people_behind_one_address_are_two_sessions()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        Browser[] people = [.. Enumerable.Range(0, 2).Select(_ => new Browser(app.App.GetTestServer().CreateHandler))];
        await Task.WhenAll(people.Select(p => p.OpenAsync(Shop + "/index.html")));
        await Task.WhenAll(people.Select(p => p.FetchAsync(Shop + "/index.html", Calls)));
        Assert.Equal([6, 6], (await app.SessionsAsync(12)).Select(s => s.Requests));
        var cookies = people.SelectMany(p => p.Answers).SelectMany(a => a.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).ToList();
        Assert.Equal(2, cookies.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("old.html", "public, max-age=60")]
    [InlineData("print.html", "max-age=31536000, immutable")]
    public async Task A_page_that_a_cache_may_store_carries_no_cookie(string file, string cacheControl)
    {
        using var site = Site().Add(file, "text/html", cacheControl);
        await using var app = await StartAsync(site);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        var page = await browser.OpenAsync($"{Shop}/{file}");
        Assert.False(page.Headers.Contains("Set-Cookie"));
        Assert.Equal(cacheControl, string.Join(", ", page.Headers.NonValidated["Cache-Control"]));
        await app.SettledAsync(1);
        Assert.Equal(KeyKind.Daily, Assert.Single(app.Events).KeyKind);
    }

    [Fact]
    public async Task A_page_that_is_unchanged_since_carries_no_cookie()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = new Browser(app.App.GetTestServer().CreateHandler) { Extra = { ["If-None-Match"] = "\"index.html\"" } };
        var page = await browser.OpenAsync(Shop + "/index.html");
        Assert.Equal((304, false), ((int)page.StatusCode, page.Headers.Contains("Set-Cookie")));
    }

    [Fact]
    public async Task Files_that_are_no_pages_and_pages_that_a_script_loads_are_not_recorded_and_carry_no_cookie()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/site.css");
        await browser.FetchAsync(Shop + "/", Shop + "/index.html", Shop + "/site.css");
        Assert.DoesNotContain(browser.Answers, a => a.Headers.Contains("Set-Cookie"));
        Assert.Equal(3, (await app.SettledAsync(3)).Excluded);
        Assert.Empty(app.Events);
    }

    [Fact]
    public async Task Calls_at_once_after_a_page_without_a_cookie_meet_in_one_partition_and_no_two_carry_one_cookie()
    {
        using var site = Site().Add("old.html", "text/html", "public, max-age=60");
        await using var app = await StartAsync(site);
        var browser = new Browser(app.App.GetTestServer().CreateHandler);
        await browser.OpenAsync(Shop + "/old.html");
        await browser.FetchAsync(Shop + "/old.html", Calls);
        await app.SettledAsync(6);
        Assert.Equal(5, browser.Answers.SelectMany(a => a.Headers.TryGetValues("Set-Cookie", out var set) ? set : []).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, app.Events.Count(e => FirstCalls.Is(e)));
        Assert.Single(app.Events.Select(e => PartitionMap.Of(e.Key, 16)).Distinct());
    }

    private static StaticSite Site() => new StaticSite().Add("index.html", "text/html").Add("site.css", "text/css");

    private static Task<TrackedApp> StartAsync(StaticSite site) => TrackedApp.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                // In process no request has an address, and so no source.
                context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
                return next();
            });
            site.Map(app);
            app.MapGet("/api/{number}", (int number) => number);
        },
        services => services.AddSingleton<ISessionStorage>(provider => SpyStorage.Around(
            new InProcessStorage(new InProcessStorageOptions(16), provider.GetRequiredService<TimeProvider>())).Storage),
        options => options.Partitions = 16);
}
