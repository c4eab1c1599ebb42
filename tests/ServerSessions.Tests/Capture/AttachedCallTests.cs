using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Calls that a page's scripts make at once without a cookie, over real connections and by the running service: counted once where one browser can have made them.</summary>
public sealed class AttachedCallTests
{
    private const int AtOnce = 5;
    private readonly TestClock _clock = new();

    [Fact]
    public async Task Calls_after_a_page_that_a_cache_may_store_are_one_session_with_the_browser_that_shows_one_of_their_cookies()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = await StartVisitAsync(app);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await browser.OpenAsync(At(app, "/cart"), At(app, "/old.html"));

        // Until it is decided each of them may be a visitor: the page's key of the day, and five calls.
        Assert.Equal(1 + AtOnce, (await app.SessionsAsync(2 + AtOnce)).Count);
        // Fifteen seconds after the calls, and the margin that the fold keeps for what is on its way.
        _clock.Advance(TimeSpan.FromSeconds(10) + new RollerOptions().Margin);
        await UntilSessionsAsync(app, 2);
        var open = await app.SessionsAsync(2 + AtOnce);
        var visit = Assert.Single(open, s => s.Steps.Any(step => step.Step == "GET /cart"));
        Assert.Equal(2, visit.Requests);
        Assert.Equal("GET /old.html", Assert.Single(Assert.Single(open, s => s != visit).Steps).Step);

        _clock.Advance(TimeSpan.FromMinutes(31));
        await app.ClosedAsync(2);
        await AssertNowhereElseAsync(app, visit, sessions: 2, calls: 1);
    }

    [Fact]
    public async Task A_page_that_sets_the_cookie_leaves_nothing_to_attach()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = await StartVisitAsync(app, "/index.html");
        _clock.Advance(TimeSpan.FromSeconds(5));
        await browser.OpenAsync(At(app, "/cart"), At(app, "/index.html"));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(2 + AtOnce, (await app.OnlySessionAsync(2 + AtOnce)).Requests);
    }

    [Fact]
    public async Task Two_browsers_behind_one_address_are_not_joined()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var (one, other) = (await StartVisitAsync(app), await StartVisitAsync(app));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await one.OpenAsync(At(app, "/cart"), At(app, "/old.html"));
        await other.OpenAsync(At(app, "/cart"), At(app, "/old.html"));
        await app.SettledAsync(2 * (2 + AtOnce));
        _clock.Advance(TimeSpan.FromMinutes(31));
        // Both pages have the key of the day, which cannot distinguish them.
        await app.ClosedAsync(1 + (2 * AtOnce));
        Assert.Equal(1 + (2 * AtOnce), (await app.SessionsAsync(2 * (2 + AtOnce))).Count);
    }

    [Fact]
    public async Task A_cookie_that_is_shown_after_ten_seconds_joins_nothing()
    {
        using var site = Site();
        await using var app = await StartAsync(site);
        var browser = await StartVisitAsync(app);
        _clock.Advance(TimeSpan.FromSeconds(10.5));
        await browser.OpenAsync(At(app, "/cart"), At(app, "/old.html"));
        await app.SettledAsync(2 + AtOnce);
        _clock.Advance(TimeSpan.FromMinutes(31));
        await app.ClosedAsync(1 + AtOnce);
    }

    // What was attached is in no list, export, insight, finding or decision.
    private static async Task AssertNowhereElseAsync(TrackedApp app, SessionReport visit, int sessions, int calls)
    {
        var admin = app.Visitor("application/json");
        Assert.Equal(sessions, (await LinesAsync("sessions")).Count);
        var steps = await LinesAsync("steps");
        Assert.Equal(calls, steps.Count(line => line.Contains("GET /api/{number}", StringComparison.Ordinal)));
        Assert.All(steps.Where(line => line.Contains("GET /api/{number}", StringComparison.Ordinal)), line => Assert.Contains(visit.Summary.Id, line, StringComparison.Ordinal));
        Assert.Empty(await LinesAsync("alerts"));
        Assert.Equal(sessions, (await app.Reports.OverviewAsync()).Sessions);
        Assert.Empty((await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items);
        var report = (await app.Reports.FindAsync(SessionId.TryParse(visit.Summary.Id, out var id) ? id : default))!;
        Assert.Equal(2, report.Requests);
        Assert.Equal(["GET /api/{number}", "GET /cart"], report.Steps.Select(s => s.Step));
        Assert.Empty(report.Findings);

        async Task<List<string>> LinesAsync(string what) =>
            [.. (await admin.GetStringAsync($"/admin/sessions/export/{what}.jsonl?from={TestClock.Epoch.AddDays(-1):yyyy-MM-dd}&to={TestClock.Epoch.AddDays(1):yyyy-MM-dd}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<Browser> StartVisitAsync(TrackedApp app, string page = "/old.html")
    {
        var browser = new Browser(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        await browser.OpenAsync(At(app, page));
        await browser.FetchAsync(At(app, page), [.. Enumerable.Range(1, AtOnce).Select(i => At(app, $"/api/{i}"))]);
        return browser;
    }

    private static string At(TrackedApp app, string path) => new Uri(app.Address, path).ToString();

    private static Task UntilSessionsAsync(TrackedApp app, int count) => Waiting.UntilAsync(
        async () => (await app.Reports.ListAsync(new SessionQuery { Limit = 100 })).Items.Count == count, what: $"{count} sessions are listed");

    private static StaticSite Site() => new StaticSite().Add("index.html", "text/html").Add("old.html", "text/html", "public, max-age=60");

    private Task<TrackedApp> StartAsync(StaticSite site) => TrackedApp.StartAsync(
        app =>
        {
            site.Map(app);
            app.MapGet("/cart", () => Results.Content("<p>cart</p>", "text/html"));
            app.MapGet("/api/{number}", (int number) => number);
            app.MapSessionTracking().AllowAnonymous();
        },
        services => services.AddSingleton<TimeProvider>(_clock),
        kestrel: true);
}
