using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Recordings.Watching;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>The admin endpoints are closed until the application opens them.</summary>
public sealed class AdminClosedTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "BREW"];

    // Acts that people confirm on a page.
    private static readonly string[] Confirmed =
    [
        .. new[] { "revoke", "challenge", "throttle", "block", "release", "erase" }.Select(verb => "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/" + verb),
        "/users/7/revoke", "/users/7/release", "/users/7/erase", "/decisions/alert_1/release", "/alerts/alert_1/acknowledge", "/alerts/alert_1/resolve", "/alerts/alert_1/false-positive",
        "/detectors/alert_1/mode", "/detectors/alert_1/replays", "/webhooks/alert_1/enable", "/webhooks/alert_1/test", "/webhooks/alert_1/recover", "/deliveries/alert_1/resend",
        "/erasures/alert_1/cancel", "/exports/alert_1/cancel", "/replays/alert_1/cancel", "/views/alert_1/delete", "/shares/alert_1/revoke",
    ];

    private static readonly string[] Paths =
    [
        "", "/", "/sessions", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff", "/insights/overview", "/alerts", "/alerts/alert_1", "/alerts/budget", "/pipeline", "/pipeline/dead-letters", "/what/ever",
        "/alerts/alert_1/acknowledge", "/alerts/alert_1/resolve", "/alerts/alert_1/false-positive", "/detectors", "/detectors/alert_1/mode", "/detectors/alert_1/replay",
        "/detectors/alert_1/replays", "/replays", "/replays/alert_1", "/replays/alert_1/cancel", "/views", "/views/alert_1", "/views/alert_1/delete",
        "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/revoke", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/challenge", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/throttle",
        "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/block", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/release", "/users/7/revoke", "/users/7/release",
        "/users/7", "/users/7/export", "/users/7/erasure", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/export", "/erasures/alert_1", "/erasures/alert_1/cancel", "/exports", "/exports/alert_1/cancel", "/privacy",
        "/webhooks", "/webhooks/alert_1", "/webhooks/alert_1/rotate", "/webhooks/alert_1/enable", "/webhooks/alert_1/test", "/webhooks/alert_1/recover", "/webhooks/alert_1/deliveries",
        "/deliveries/alert_1/resend", "/decisions", "/decisions/alert_1", "/decisions/alert_1/release",
        "/insights/paths", "/insights/friction", "/insights/abandonment", "/insights/adoption", "/insights/retention", "/insights/trends", "/insights/latency", "/insights/engagement", "/insights/vitals", "/insights/clicks", "/insights/fields", "/insights/goals", "/insights/alerts", "/insights/releases", "/insights/releases/{version}", "/insights/cohorts", "/insights/cohorts/{name}", "/insights/nudges", "/insights/automation", "/insights/funnels",
        "/insights/funnels/sessions", "/insights/funnels/{name}", "/insights/funnels/{name}/sessions", "/export/sessions.csv", "/export/sessions.jsonl", "/export/steps.csv",
        "/export/steps.jsonl", "/export/alerts.csv", "/export/alerts.jsonl",
        "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/recording", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/recording/player", "/recordings/views",
        .. PlayerPage.Scripts.Select(PlayerPage.PathOf),
        "/sessions/live", "/insights/stuck", "/users", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/markdown",
        "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/erase", "/users/7/erase",
        .. Confirmed.Select(path => path + "/confirm"),
        "/insights/experiments", "/insights/experiments/{name}", "/insights/navigation", "/insights/navigation/replay", "/shares", "/shares/alert_1", "/shares/alert_1/revoke",
    ];

    [Fact]
    public async Task A_stranger_comes_in_nowhere()
    {
        await using var app = await StartAsync();
        foreach (var (method, path) in Methods.SelectMany(m => Paths.Select(p => (m, p))))
            foreach (var accept in new[] { "text/html", "application/json" })
            {
                var response = await app.Visitor(accept).SendAsync(new HttpRequestMessage(new HttpMethod(method), "/admin/sessions" + path));
                Assert.Contains(response.StatusCode, TrackedApp.Refusals);
                Assert.Empty(await response.Content.ReadAsStringAsync());
            }
    }

    [Fact]
    public async Task Every_mapped_route_is_among_the_doors()
    {
        await using var app = await StartAsync();
        var doors = Paths.Select(p => p.TrimEnd('/')).ToHashSet();
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!).Where(r => r.StartsWith("/admin/sessions", StringComparison.Ordinal) && !r.Contains("**", StringComparison.Ordinal)))
            Assert.Contains(route["/admin/sessions".Length..].TrimEnd('/').Replace("/sessions/{id}", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff", StringComparison.Ordinal)
                .Replace("{id}", "alert_1", StringComparison.Ordinal).Replace("{user}", "7", StringComparison.Ordinal), doors);
    }

    [Fact]
    public async Task A_strangers_page_request_gets_the_challenge_and_a_program_401()
    {
        await using var app = await StartAsync();
        var page = await app.Visitor().GetAsync("/admin/sessions/sessions");
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        Assert.StartsWith("/Account/Login", page.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Visitor("application/json").GetAsync("/admin/sessions/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Visitor("*/*").GetAsync("/admin/sessions/sessions")).StatusCode);
    }

    [Fact]
    public async Task A_signed_in_user_without_the_policy_gets_404()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/in?role=clerk", null);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/sessions/sessions")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/admin/sessions/sessions", null)).StatusCode);
    }

    [Fact]
    public async Task A_user_with_the_policy_reads_everything_and_no_cache_keeps_it()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor("application/json");
        await visitor.PostAsync("/in?role=admin", null);
        foreach (var path in new[] { "", "/sessions", "/insights/overview", "/alerts", "/pipeline" })
        {
            var response = await visitor.GetAsync("/admin/sessions" + path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Contains("Accept", response.Headers.Vary);
            Assert.True(response.Headers.CacheControl!.NoStore);
            Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/admin/sessions" + path))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/sessions/sessions/019a9e5c-7c40-7000-8abc-00000000ffff")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/admin/sessions/alerts/none")).StatusCode);
    }

    [Theory]
    [InlineData("nothing", "Nothing protects the session reports")]
    [InlineData("unknown policy", "authorization policy \"Nobody\", which does not exist")]
    [InlineData("no authorization", "AddAuthorization was not called")]
    public async Task Outside_development_an_open_admin_does_not_start(string fault, string sentence)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => TrackedApp.StartAsync(
            a =>
            {
                var group = a.MapSessionTracking();
                if (fault != "nothing")
                    group.RequireAuthorization("Nobody");
            },
            s =>
            {
                if (fault == "unknown policy")
                    s.AddAuthorization();
            },
            environment: "Production"));
        Assert.Contains(sentence, exception.Message);
        Assert.Contains("Write ", exception.Message);
    }

    [Fact]
    public async Task In_development_it_starts_stays_closed_and_says_what_to_write()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapSessionTracking());
        var response = await app.Visitor("application/json").GetAsync("/admin/sessions/sessions");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("RequireAuthorization", await response.Content.ReadAsStringAsync());
        Assert.True(app.Warned("stay closed"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AllowAnonymous_and_a_fallback_policy_are_decisions(bool anonymous)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                var group = a.MapSessionTracking();
                if (anonymous)
                    group.AllowAnonymous();
            },
            s =>
            {
                s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                s.AddAuthorization(o => o.FallbackPolicy = anonymous ? null : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            },
            environment: "Production");
        var status = (await app.Visitor("application/json").GetAsync("/admin/sessions/pipeline")).StatusCode;
        Assert.Equal(anonymous ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task It_works_under_another_pattern_and_a_path_base_and_is_not_recorded()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.UsePathBase("/shop");
            a.UseRouting();
            a.MapSessionTracking("ops/visits/").AllowAnonymous();
        });
        Assert.Equal(HttpStatusCode.OK, (await app.Visitor().GetAsync("/shop/ops/visits/pipeline")).StatusCode);
        Assert.Equal(new NamedCount("disabled", 1), Assert.Single((await app.SettledAsync(1)).ExcludedByReason));
    }

    [Fact]
    public async Task At_the_root_it_leaves_the_application_its_own_paths()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapSessionTracking("/").AllowAnonymous();
            a.MapFallback(() => "the application");
        });
        Assert.Equal("the application", await app.Visitor().GetStringAsync("/else"));
    }

    [Fact]
    public async Task People_get_the_page_and_programs_the_json()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapSessionTracking().AllowAnonymous(), s => s.AddSingleton<ISessionPages, EchoPages>());
        Assert.Equal("page sessions", await app.Visitor().GetStringAsync("/admin/sessions/sessions"));
        Assert.Equal("page sessions/7", await app.Visitor().GetStringAsync("/admin/sessions/sessions/7"));
        Assert.StartsWith("{\"items\":[", await app.Visitor("application/json").GetStringAsync("/admin/sessions/sessions"));
        Assert.StartsWith("{\"items\":[", await app.Visitor("application/json, text/html;q=0.5").GetStringAsync("/admin/sessions/sessions"));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.MapPost("/in", (HttpContext c, string role) => Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.SignInAsync(c,
                new(new System.Security.Claims.ClaimsIdentity([new("sub", "1"), new(System.Security.Claims.ClaimTypes.Role, role)], "test"))));
            a.MapSessionTracking().RequireAuthorization("Admin");
        },
        s =>
        {
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
            s.AddAuthorizationBuilder().AddPolicy("Admin", p => p.RequireRole("admin"));
        },
        environment: "Production",
        after: s => s.AddSessionTracking().AddSessionRecording(o => o.Folder = Path.GetTempPath()));

    private sealed class EchoPages : ISessionPages
    {
        public void MapAssets(IEndpointRouteBuilder group)
        {
        }

        public IResult? Page(HttpContext context, string path) => Results.Text("page " + path);

        public IResult Refused(HttpContext context, string path, int status, string detail) => Results.Text($"refused {path}: {detail}", statusCode: status);

        public IResult Unavailable(HttpContext context, string path, string detail) => Results.Text(detail, statusCode: 503);
    }
}
