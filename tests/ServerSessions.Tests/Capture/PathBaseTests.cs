using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Paths that are declared are the application's, whatever stands before them; a login that nothing meets is reported.</summary>
public sealed class PathBaseTests
{
    [Theory]
    [InlineData(Base.None, "/login", "/health")]
    [InlineData(Base.Middleware, "/login", "/health")]
    [InlineData(Base.Middleware, "/app/login", "/app/health")]
    [InlineData(Base.Prefix, "/login", "/health")]
    [InlineData(Base.Server, "/login", "/health")]
    [InlineData(Base.Server, "/app/login", "/health")]
    public async Task Logins_excluded_paths_and_goals_are_paths_of_the_application(Base kind, string login, string excluded)
    {
        await using var app = await StartAsync(kind, o =>
        {
            o.TrackLogin(login, "email");
            o.ExcludedPaths.Add(excluded);
            o.Goals.Add("POST /buy");
        });
        var visitor = app.Visitor();
        var before = kind == Base.Middleware ? "/app" : "";
        await visitor.PostAsync(before + "/login", new FormUrlEncodedContent([KeyValuePair.Create("email", "ann")]));
        await visitor.GetAsync(before + "/health/live");
        await visitor.PostAsync(before + "/buy", null);
        var report = await app.SettledAsync(3);
        Assert.Equal(new NamedCount("path", 1), Assert.Single(report.ExcludedByReason));
        Assert.Equal(["POST /login", "POST /buy"], app.Events.Select(e => e.Step));
        Assert.Equal((LoginOutcome.Failed, false), (app.Events[0].Login, app.Events[0].Detail!.Account.IsNone));
        Assert.Equal(JourneyClass.Completed, (await app.OnlySessionAsync(3)).Summary.Class);
        Assert.DoesNotContain(app.Logs.Lines, l => l.Level >= LogLevel.Warning && l.Text.Contains("/login", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_declared_login_that_no_endpoint_takes_is_reported_at_the_start()
    {
        await using var app = await StartAsync(Base.None, o => o.TrackLogin("/account/signin", "email"));
        Assert.True(app.Warned("No endpoint takes a POST to /account/signin"));
    }

    [Fact]
    public async Task A_declared_login_that_is_not_where_users_sign_in_is_reported_once()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapPost("/in", () => Results.SignIn(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7")], "test"))));
                a.MapFallback(() => "page");
            },
            s => s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(), o => o.TrackLogin("/login", "email"));
        for (var i = 0; i < 2; i++)
            await app.Visitor().PostAsync("/in", null);
        await app.SettledAsync(2);
        Assert.Single(app.Logs.Lines, l => l.Text.Contains("POST /in signed a user in", StringComparison.Ordinal) && l.Text.Contains("/login", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_declared_login_that_many_requests_miss_is_reported_and_one_that_is_met_is_not(bool meets)
    {
        await using var app = await StartAsync(Base.None, o => o.TrackLogin("/login", "email"));
        var visitor = app.Visitor();
        if (meets)
            await visitor.PostAsync("/login", new FormUrlEncodedContent([KeyValuePair.Create("email", "ann")]));
        for (var i = 0; i < 1_000; i++)
            await visitor.PostAsync("/buy", null);
        Assert.Equal(!meets, app.Warned("came to /login"));
    }

    public enum Base
    {
        None,
        Middleware,
        Prefix,
        Server,
    }

    private static Task<TrackedApp> StartAsync(Base kind, Action<SessionTrackingOptions> options) => TrackedApp.StartAsync(
        a =>
        {
            if (kind == Base.Middleware)
                a.UsePathBase("/app");
            else if (kind == Base.Prefix)
                a.UseForwardedHeaders();
            a.UseRouting();
            a.UseSessionTracking();
            a.MapPost("/login", async (HttpContext c) =>
            {
                await c.Request.ReadFormAsync();
                return Results.StatusCode(401);
            });
            a.MapGet("/health/live", () => "ok");
            a.MapPost("/buy", () => "thanks");
        },
        s =>
        {
            s.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedPrefix);
            if (kind is Base.Server or Base.Prefix)
                s.AddSingleton<Microsoft.AspNetCore.Hosting.IStartupFilter>(new OutsideBase(kind));
        },
        options, use: false);

    // What stands before the application: a server with a path base, as IIS, or a proxy that says its prefix.
    private sealed class OutsideBase(Base kind) : Microsoft.AspNetCore.Hosting.IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, after) =>
            {
                if (kind == Base.Server)
                    context.Request.PathBase = "/app";
                else
                    context.Request.Headers["X-Forwarded-Prefix"] = "/app";
                return after(context);
            });
            next(app);
        };
    }
}
