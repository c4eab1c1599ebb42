using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Identity;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>The profile for audience measurement keeps no user, shows no single session, and with the key of the day nothing in storage links two days.</summary>
public sealed class AudienceOnlyTests
{
    private readonly TestClock _clock = new();
    private int _requests;

    [Fact]
    public async Task Nothing_in_storage_links_two_days()
    {
        // What links two days does so in every history. Counts and lengths that two days of one visitor have in common by the pace of the machine, and four other visitors do not, differ each time.
        IReadOnlyList<string> shared = [];
        for (var history = 0; history < Histories; history++)
            if ((shared = await SharedByTwoDaysAsync(TrackingProfile.AudienceOnly)).Count == 0)
                return;
        Assert.Fail($"In each of {Histories} histories; in the last one:\n{string.Join('\n', shared)}");
    }

    [Fact]
    public async Task The_search_finds_what_the_full_profile_keeps_of_a_visitor_on_both_days()
    {
        for (var history = 0; history < Histories; history++)
            Assert.NotEmpty(await SharedByTwoDaysAsync(TrackingProfile.Full));
    }

    [Fact]
    public async Task No_event_has_a_user_or_a_sign_in()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/ada", null);
        await visitor.GetAsync("/");
        await app.SettledAsync(2);
        Assert.All(app.Events, e => Assert.True(e.User.IsNone && e.AuthSession.IsNone));
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task A_sign_in_without_a_cookie_is_known_by_the_key_of_the_day()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookieless);
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/ada", null);
        await visitor.GetAsync("/");
        await app.SettledAsync(2);
        Assert.Equal([KeyKind.Daily], app.Events.Select(e => e.KeyKind).Distinct());
    }

    [Fact]
    public async Task Visits_and_sign_ins_do_not_renew_the_identifier()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        var visitor = app.Visitor();
        Assert.Contains(Cookies(await visitor.GetAsync("/")), c => c.StartsWith(TrackedApp.CookieName, StringComparison.Ordinal));
        foreach (var answer in (HttpResponseMessage[])[await visitor.GetAsync("/"), await visitor.PostAsync("/succeeds", null), await visitor.PostAsync("/in/ada", null)])
            Assert.DoesNotContain(Cookies(answer), c => c.StartsWith(TrackedApp.CookieName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_browser_that_begins_to_refuse_is_not_linked_to_its_cookie()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Sec-GPC", "1" } } });
        await app.SettledAsync(2);
        Assert.Equal((KeyKind.Daily, true), (app.Events[1].KeyKind, app.Events[1].Detail!.Before.IsNone));
    }

    [Theory]
    [InlineData("GET", "/sessions")]
    [InlineData("GET", "/sessions/1-1-1")]
    [InlineData("GET", "/export/sessions.csv")]
    [InlineData("GET", "/export/steps.jsonl")]
    [InlineData("POST", "/sessions/1-1-1/block")]
    [InlineData("POST", "/users/ada/revoke")]
    public async Task Single_sessions_and_users_are_not_found_with_the_reason(string method, string path)
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        foreach (var accept in (string[])["text/html", "application/json"])
        {
            var answer = await app.Visitor(accept).SendAsync(new HttpRequestMessage(new HttpMethod(method), "/admin/sessions" + path));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("AudienceOnly", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Figures_are_there()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        await app.Visitor().GetAsync("/");
        foreach (var path in (string[])["", "/insights/overview", "/insights/paths", "/alerts", "/pipeline"])
            Assert.Equal(HttpStatusCode.OK, (await app.Visitor("application/json").GetAsync("/admin/sessions" + path)).StatusCode);
    }

    [Fact]
    public async Task Code_of_the_application_gets_figures_and_no_single_session()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        await app.Visitor().GetAsync("/");
        await app.SettledAsync(1);
        var insights = app.Services.GetRequiredService<ISessionInsights>();
        foreach (var call in (Func<Task>[])
            [
                () => app.Reports.ListAsync(new SessionQuery()).AsTask(),
                () => app.Reports.FindAsync(SessionId.Create(1, 0, new Pseudonym(1, 1))).AsTask(),
                () => insights.FunnelSessionsAsync(new FunnelDefinition { Steps = ["GET /", "GET /items/{id}"] }, new FunnelSessions()).AsTask(),
            ])
            Assert.Contains("AudienceOnly", (await Assert.ThrowsAsync<InvalidOperationException>(call)).Message, StringComparison.Ordinal);
        Assert.Empty((await insights.FrictionAsync()).Worst);
        Assert.Equal(1, (await app.Reports.PipelineAsync()).Recorded);
        await app.Reports.OverviewAsync();
    }

    [Fact]
    public async Task The_dashboard_shows_figures_and_leads_to_no_single_session()
    {
        await using var app = await StartAsync(TrackingProfile.AudienceOnly, TrackingMode.Cookie);
        await app.Visitor().GetAsync("/");
        await app.SettledAsync(1);
        foreach (var path in (string[])["", "/pipeline", "/alerts", "/insights/goals", "/insights/automation", "/decisions?active=true", "/insights/releases", "/nothing"])
        {
            var page = await (await app.Visitor().GetAsync("/admin/sessions" + path)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("/admin/sessions/sessions", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Newest sessions", page, StringComparison.Ordinal);
        }

        Assert.Contains("Live now", await app.Visitor().GetStringAsync("/admin/sessions"), StringComparison.Ordinal);
        await using var full = await StartAsync(TrackingProfile.Full, TrackingMode.Cookie);
        Assert.Contains("/admin/sessions/sessions", await full.Visitor().GetStringAsync("/admin/sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_route_of_single_sessions_or_users_is_marked()
    {
        await using var app = await StartAsync(TrackingProfile.Full, TrackingMode.Cookie);
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/admin/sessions/", StringComparison.Ordinal))
            .Select(e => (Path: e.RoutePattern.RawText!["/admin/sessions".Length..], IsMarked: e.Metadata.GetMetadata<SingleSessionMetadata>() is not null)).ToList();
        Assert.NotEmpty(routes);
        Assert.Equal([], routes.Where(r => (r.Path.Contains("/sessions", StringComparison.Ordinal) || r.Path.Contains("/steps", StringComparison.Ordinal) || r.Path.Contains("/users/", StringComparison.Ordinal)) && !r.IsMarked).Select(r => r.Path));
    }

    // What storage was given of one visitor on two days, three days apart, and not of others on earlier days.
    private async Task<IReadOnlyList<string>> SharedByTwoDaysAsync(TrackingProfile profile)
    {
        StorageTap? tap = null;
        await using var app = await StartAsync(profile, TrackingMode.Cookieless, storage => StorageTap.Around(storage, out tap));
        var served = 0;
        async Task<Dictionary<ulong, byte[]>> DayAsync(string name)
        {
            tap!.Take();
            served += await VisitAsync(app, name);
            await app.SettledAsync(served);
            _clock.Freeze(TimeSpan.FromHours(2));
            await app.ClosedAsync(served / VisitLength);
            await app.SettledAsync(served);
            var seen = tap.Take();
            var salt = app.Services.GetRequiredService<DailySalt>().Current;
            _clock.Freeze(TimeSpan.FromDays(3));
            await Waiting.UntilAsync(() => !ReferenceEquals(salt, app.Services.GetRequiredService<DailySalt>().Current), what: "the salt of the day has changed");
            await app.SettledAsync(served);
            return seen;
        }

        // What days of one visitor have in common whoever it is: names, counts, lengths.
        var others = new HashSet<ulong>();
        foreach (var name in (string[])["one", "two", "bob", "eve"])
            others.UnionWith((await DayAsync(name)).Keys);
        var first = await DayAsync("ada");
        // What is left of the first day is removed with the next commits.
        await DayAsync("zoe");
        var second = await DayAsync("ada");
        return [.. first.Keys.Intersect(second.Keys).Except(others).Select(w => $"{w:x16} in {Convert.ToHexStringLower(second[w])}")];
    }

    private const int VisitLength = 7;
    private const int Histories = 4;

    private static async Task<int> VisitAsync(TrackedApp app, string name)
    {
        var visitor = app.Visitor(userAgent: $"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 {name}-agent");
        // The same trace for all, whose digits would else be equal by chance.
        visitor.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
        visitor.DefaultRequestHeaders.Add("X-Address", $"198.51.{name.Sum(c => c) % 250}.7");
        await visitor.GetAsync("/");
        await visitor.GetAsync($"/items/{name}-item?q={name}-query");
        await visitor.GetAsync($"/missing/{name}-path");
        await visitor.PostAsync($"/fails/{name}@example.org", null);
        await visitor.PostAsync($"/in/{name}", null);
        await visitor.GetAsync($"/items/{name}-other");
        await visitor.GetAsync("/");
        return VisitLength;
    }

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];

    private Task<TrackedApp> StartAsync(TrackingProfile profile, TrackingMode mode, Func<ISessionStorage, ISessionStorage>? around = null) => TrackedApp.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                // No two visits have the same pace.
                _clock.Freeze(TimeSpan.FromMilliseconds(700 + (13 * _requests++)));
                if (context.Request.Headers["X-Address"].ToString() is { Length: > 0 } address)
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return next(context);
            });
            app.UseAuthentication();
            app.UseSessionTracking();
            app.MapGet("/", () => "home");
            app.MapGet("/items/{id}", (string id) => id);
            app.MapPost("/fails/{account}", (HttpContext c, string account) => c.GetTrackedSession()!.LoginFailed(account));
            app.MapPost("/succeeds", (HttpContext c) => c.GetTrackedSession()!.LoginSucceeded("ada"));
            app.MapPost("/in/{user}", (HttpContext c, string user) => c.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test"))));
            app.MapSessionTracking().AllowAnonymous();
        },
        s =>
        {
            s.AddSingleton<TimeProvider>(_clock);
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
            var storage = new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System);
            s.AddSingleton(SpyStorage.Around(around?.Invoke(storage) ?? storage).Storage);
        },
        o =>
        {
            o.Keys.Add(new SessionKey { Id = "test", Secret = Convert.ToBase64String([.. Enumerable.Repeat((byte)9, 32)]) });
            (o.Profile, o.Mode) = (profile, mode);
        },
        use: false, after: s => new SessionTrackingBuilder(s).AddDashboard());
}
