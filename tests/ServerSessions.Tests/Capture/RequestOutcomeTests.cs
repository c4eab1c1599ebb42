using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Whatever becomes of a request, it is a step with the right name and outcome.</summary>
public sealed class RequestOutcomeTests
{
    [Theory]
    [InlineData("/ok", 200, "GET /ok", Outcome.Ok)]
    [InlineData("/items/42", 200, "GET /items/{id:int}", Outcome.Ok)]
    [InlineData("/named", 200, "shop.named", Outcome.Ok)]
    [InlineData("/redirect", 302, "GET /redirect", Outcome.Redirected)]
    [InlineData("/unchanged", 304, "GET /unchanged", Outcome.Ok)]
    [InlineData("/partial", 206, "GET /partial", Outcome.Ok)]
    [InlineData("/conflict", 409, "GET /conflict", Outcome.Conflict)]
    [InlineData("/gone", 410, "GET /gone", Outcome.Missing)]
    [InlineData("/busy", 503, "GET /busy", Outcome.Throttled)]
    [InlineData("/down", 503, "GET /down", Outcome.Failed)]
    [InlineData("/teapot", 418, "GET /teapot", Outcome.Failed)]
    [InlineData("/short", 200, "GET /short", Outcome.Ok)]
    [InlineData("/cut", 404, "GET (unmatched)", Outcome.Missing)]
    [InlineData("/nowhere/at/all", 404, "GET (unmatched)", Outcome.Missing)]
    public async Task The_only_request_of_a_visitor_is_a_step(string path, int status, string step, Outcome outcome)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var response = await app.Visitor().GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        await AssertOnlyStepAsync(app, step, outcome, status);
    }

    [Fact]
    public async Task The_type_of_a_bad_result_is_the_cause_where_the_endpoint_declares_something()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapGet("/taken", () => TypedResults.Conflict("taken")).WithSessionEvent("taken");
            a.MapGet("/either", Results<Ok, NotFound> () => TypedResults.NotFound()).WithSessionEvent("either").MarkSensitive();
            a.MapGet("/fine", () => TypedResults.Ok()).WithSessionEvent("fine");
            a.MapGet("/plain", () => TypedResults.Conflict("taken"));
        });
        var visitor = app.Visitor();
        foreach (var path in (string[])["/taken", "/either", "/fine", "/plain"])
            await visitor.GetAsync(path);
        Assert.Equal(["Conflict", "NotFound", null, null], (await app.OnlySessionAsync(4)).Steps.Select(s => s.Cause));
    }

    [Fact]
    public async Task A_request_that_a_rate_limit_refused_is_throttled()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseRateLimiter();
                a.MapGet("/limited", () => "ok").RequireRateLimiting("none");
            },
            s => s.AddRateLimiter(o =>
            {
                o.RejectionStatusCode = 429;
                o.AddPolicy("none", _ => RateLimitPartition.GetFixedWindowLimiter("all", _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) }));
            }));
        var visitor = app.Visitor();
        await visitor.GetAsync("/limited");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.GetAsync("/limited")).StatusCode);
        Assert.Equal([Outcome.Ok, Outcome.Throttled], (await app.OnlySessionAsync(2)).Steps.Select(s => s.Outcome));
    }

    [Fact]
    public async Task A_redirect_to_the_login_is_denied_and_names_the_policy()
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapGet("/secret", () => "ok").RequireAuthorization("Staff"),
            s =>
            {
                s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                s.AddAuthorizationBuilder().AddPolicy("Staff", p => p.RequireRole("staff"));
            });
        Assert.Equal(HttpStatusCode.Found, (await app.Visitor().GetAsync("/secret")).StatusCode);
        var step = await AssertOnlyStepAsync(app, "GET /secret", Outcome.Denied, 302);
        Assert.Equal("Staff", step.Cause);
    }

    [Theory]
    [InlineData("/forbid", 403)]
    [InlineData("/anonymous", 401)]
    public async Task What_the_endpoint_itself_refuses_is_denied(string path, int status)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        await app.Visitor().GetAsync(path);
        await AssertOnlyStepAsync(app, "GET " + path, Outcome.Denied, status);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("path")]
    [InlineData("lambda")]
    [InlineData("developer")]
    [InlineData("status pages before")]
    public async Task An_exception_is_failed_with_its_type_and_its_own_step(string handling)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                if (handling == "path")
                    a.UseExceptionHandler("/error");
                else if (handling == "lambda")
                    a.UseExceptionHandler(b => b.Run(c => c.Response.WriteAsync("sorry")));
                else if (handling == "status pages before")
                    a.UseStatusCodePagesWithReExecute("/error");
                a.UseRouting();
                a.UseSessionTracking();
                a.MapGet("/throws/{id}", (string id) => id == "1" ? throw new InvalidTimeZoneException("no") : "ok");
                a.Map("/error", () => "an error page").WithSessionEvent("error");
            },
            environment: handling == "developer" ? "Development" : "Production", use: false);
        try
        {
            await app.Visitor().GetAsync("/throws/1");
        }
        catch (InvalidTimeZoneException)
        {
            Assert.Contains(handling, new[] { "none", "status pages before" });
        }

        var step = await AssertOnlyStepAsync(app, "GET /throws/{id}", Outcome.Failed, 500);
        // The developer page keeps what it caught to itself.
        Assert.Equal(handling == "developer" ? null : typeof(InvalidTimeZoneException).FullName, step.Cause);
    }

    [Theory]
    [InlineData("/nowhere", "GET (unmatched)", Outcome.Missing, 404)]
    [InlineData("/forbid", "GET /forbid", Outcome.Denied, 403)]
    [InlineData("/conflict", "GET /conflict", Outcome.Conflict, 409)]
    public async Task An_error_page_that_runs_in_its_place_does_not_take_the_step(string path, string step, Outcome outcome, int status)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseStatusCodePagesWithReExecute("/error/{0}");
                a.UseRouting();
                a.UseSessionTracking();
                Map(a);
                a.MapGet("/error/{code}", (string code) => "error page " + code);
            },
            use: false);
        var response = await app.Visitor().GetAsync(path);
        Assert.Contains("error page", await response.Content.ReadAsStringAsync());
        await AssertOnlyStepAsync(app, step, outcome, status);
    }

    [Theory]
    [InlineData("/nowhere", "GET (unmatched)")]
    [InlineData("/missing", "GET /missing")]
    public async Task An_error_page_inside_tracking_does_not_take_the_step_either(string path, string step)
    {
        // The order of a Blazor Web App whose first line after the build is tracking.
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseSessionTracking();
                a.UseStatusCodePagesWithReExecute("/not-found");
                a.MapGet("/missing", () => Results.NotFound());
                a.MapGet("/not-found", () => "no such page");
            },
            use: false);
        Assert.Equal("no such page", await (await app.Visitor().GetAsync(path)).Content.ReadAsStringAsync());
        await AssertOnlyStepAsync(app, step, Outcome.Missing, 404);
        Assert.Equal(step.EndsWith(')'), app.Events.Single().Is(EventFlags.Unmatched));
    }

    [Theory]
    [InlineData("HEAD", 1)]
    [InlineData("OPTIONS", 0)]
    public async Task Requests_that_no_person_sends_are_recorded_and_their_session_has_no_step(string method, int sessions)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        await app.Visitor().SendAsync(new HttpRequestMessage(new HttpMethod(method), "/any"));
        Assert.Equal(1, (await app.SettledAsync(1)).Recorded);
        Assert.Equal(sessions, (await app.SessionsAsync(1)).Count(s => s.Steps.Count == 0));
        Assert.Equal(method + " /any", Assert.Single(app.Events).Step);
    }

    [Fact]
    public async Task An_event_stream_is_recorded_as_passive()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/stream", () => TypedResults.ServerSentEvents(Ticks())));
        await app.Visitor("text/event-stream").GetStringAsync("/stream");
        await app.SettledAsync(1);
        Assert.False(Assert.Single(app.Events).IsActive);
    }

    [Theory]
    [InlineData("/off", "disabled")]
    [InlineData("/metrics/all", "path")]
    [InlineData("/health", "health")]
    public async Task Excluded_requests_are_counted_by_reason_and_get_no_cookie(string path, string reason)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/off", () => "ok").DisableSessionTracking();
                a.MapGet("/metrics/all", () => "ok");
                a.MapHealthChecks("/health");
            },
            s => s.AddHealthChecks(), o => o.ExcludedPaths.Add("/metrics"));
        var response = await app.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        var report = await app.SettledAsync(1);
        Assert.Equal(new NamedCount(reason, 1), Assert.Single(report.ExcludedByReason));
        Assert.Equal(0, report.Recorded);
    }

    [Fact]
    public async Task Static_files_are_excluded_and_missing_ones_are_not()
    {
        var files = Directory.CreateTempSubdirectory();
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "site.css"), "body{}");
        await using var app = await TrackedApp.StartAsync(a => a.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(files.FullName),
        }));
        var visitor = app.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/site.css")).StatusCode);
        await visitor.GetAsync("/missing.css");
        var report = await app.SettledAsync(2);
        Assert.Equal(new NamedCount("static", 1), Assert.Single(report.ExcludedByReason));
        Assert.Equal("GET (unmatched)", Assert.Single(app.Events).Step);
        files.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_UseSessionTracking_everything_is_excluded_and_a_warning_says_what_to_write()
    {
        await using var app = await TrackedApp.StartAsync(Map, use: false);
        var response = await app.Visitor().GetAsync("/ok");
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal(new NamedCount("off", 1), Assert.Single((await app.SettledAsync(1)).ExcludedByReason));
        Assert.True(app.Warned("Write app.UseSessionTracking()"));
    }

    [Fact]
    public async Task With_mode_off_everything_is_excluded()
    {
        await using var app = await TrackedApp.StartAsync(Map, options: o => o.Mode = TrackingMode.Off);
        Assert.False((await app.Visitor().GetAsync("/ok")).Headers.Contains("Set-Cookie"));
        Assert.Equal(new NamedCount("off", 1), Assert.Single((await app.SettledAsync(1)).ExcludedByReason));
    }

    [Fact]
    public async Task An_unusual_method_is_counted_as_other()
    {
        await using var app = await TrackedApp.StartAsync(Map);
        await app.Visitor().SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), "/any"));
        await AssertOnlyStepAsync(app, "_OTHER /any", Outcome.Ok, 200);
    }

    [Fact]
    public async Task What_the_application_records_is_a_step_inside_the_request()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/basket", (HttpContext c) => c.GetTrackedSession()!.Record("basket.full")));
        await app.Visitor().GetAsync("/basket");
        Assert.Equal(["GET /basket", "basket.full"], (await app.OnlySessionAsync(1)).Steps.Select(s => s.Step).Order());
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/ok", () => "ok");
        app.MapGet("/items/{id:int}", (int id) => id);
        app.MapGet("/named", () => "ok").WithSessionEvent("shop.named");
        app.MapGet("/redirect", () => Results.Redirect("/ok"));
        app.MapGet("/unchanged", () => Results.StatusCode(304));
        app.MapGet("/partial", () => Results.StatusCode(206));
        app.MapGet("/conflict", () => Results.StatusCode(409));
        app.MapGet("/gone", () => Results.StatusCode(410));
        app.MapGet("/busy", (HttpContext c) =>
        {
            c.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(503);
        });
        app.MapGet("/down", () => Results.StatusCode(503));
        app.MapGet("/teapot", () => Results.StatusCode(418));
        app.MapGet("/forbid", () => Results.StatusCode(403));
        app.MapGet("/anonymous", () => Results.StatusCode(401));
        app.MapGet("/short", () => "ok").ShortCircuit();
        app.Map("/any", () => "ok");
        app.MapShortCircuit(404, "cut");
    }

    private static async IAsyncEnumerable<string> Ticks()
    {
        await Task.Yield();
        yield return "tick";
    }

    private static async Task<SessionStep> AssertOnlyStepAsync(TrackedApp app, string step, Outcome outcome, int status)
    {
        var only = Assert.Single((await app.OnlySessionAsync(1)).Steps);
        Assert.Equal((step, outcome, status), (only.Step, only.Outcome, only.Status));
        return only;
    }
}
