using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>A route that takes any path hides neither what it does not find nor which pages it shows.</summary>
public sealed class CatchAllRouteTests
{
    [Theory]
    [InlineData("/{**all}")]
    [InlineData("/{*slug}")]
    [InlineData("/site/{**slug}")]
    [InlineData("fallback")]
    public async Task A_path_that_a_catch_all_does_not_find_is_unmatched_each_for_itself(string pattern)
    {
        await using var app = await StartAsync(pattern);
        var visitor = app.Visitor();
        foreach (var path in (string[])["/site/found/a", "/site/missing/a", "/site/missing/b", "/site/missing/wp-login.php"])
            await visitor.GetAsync(path);
        await app.SettledAsync(4);
        Assert.Equal([false, true, true, true], app.Events.Select(e => e.Is(EventFlags.Unmatched)));
        Assert.Equal(3, app.Events.Skip(1).Select(e => e.Path).Distinct().Count());
        Assert.Equal("/wp-login.php", app.Events[3].Detail?.Probe);
    }

    [Theory]
    [InlineData("POST", "/xmlrpc.php", true)]
    [InlineData("PUT", "/nothing/here", true)]
    [InlineData("HEAD", "/a/page", false)] // monitors and link checkers
    [InlineData("OPTIONS", "/a/page", false)]
    public async Task A_change_that_a_route_for_pages_refuses_is_unmatched(string method, string path, bool isUnmatched)
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/{**all}", () => "page"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, (await app.Visitor().SendAsync(request)).StatusCode);
        await app.SettledAsync(1);
        Assert.Equal((isUnmatched, $"{method} (unmatched)"), (app.Events[0].Is(EventFlags.Unmatched), app.Events[0].Step));
        Assert.Equal(path == "/xmlrpc.php" ? path : null, app.Events[0].Detail?.Probe);
    }

    [Fact]
    public async Task A_scan_of_paths_that_it_does_not_find_is_probing()
    {
        await using var app = await StartAsync("/{**all}", kestrel: true);
        var visitor = app.Visitor();
        for (var i = 0; i < 20; i++)
            await visitor.GetAsync($"/missing/{i}");
        await app.SettledAsync(20);
        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        // The finding about a source comes by way of its own partition.
        await Waiting.UntilAsync(async () => (await alerts.ListAsync(new AlertQuery { Rule = "D13" })).Items.Count > 0);
    }

    [Theory]
    [InlineData("/{**all}", "/orders", "GET /orders")]
    [InlineData("/{**all}", "/Orders/", "GET /orders")]
    [InlineData("/{**all}", "/orders/17", "GET /orders/{*}")]
    [InlineData("/{**all}", "/api/v1/orders/17", "GET /api/v1/{*}")]
    [InlineData("/{**all}", "/people/ann@shop.example", "GET /people/{*}")]
    [InlineData("/{**all}", "/blog/how-we-made-a-hundred-shirts", "GET /blog/{*}")]
    [InlineData("/{**all}", "/files/0f8fad5bd9cb469fa16570867728950e", "GET /files/{*}")]
    [InlineData("/{**all}", "/17", "GET /{**all}")]
    [InlineData("/{**all}", "/", "GET /{**all}")]
    [InlineData("/site/{**slug}", "/site/about", "GET /site/about")]
    [InlineData("fallback", "/basket/17", "GET /basket/{*}")]
    public async Task A_step_is_named_by_the_words_that_its_path_begins_with(string pattern, string path, string step)
    {
        await using var app = await StartAsync(pattern);
        await app.Visitor().GetAsync(path);
        await app.SettledAsync(1);
        Assert.Equal(step, app.Events[0].Step);
    }

    [Fact]
    public async Task Names_are_bounded_and_what_is_not_found_makes_none()
    {
        await using var app = await StartAsync("/{**all}");
        var visitor = app.Visitor();
        for (var i = 0; i < CatchAllNames.MaxBelow * 2; i++)
        {
            await visitor.GetAsync($"/missing/{Word(i)}");
            await visitor.GetAsync($"/{Word(i)}");
        }

        await app.SettledAsync(CatchAllNames.MaxBelow * 4);
        // The route's own name for pages above the bound, one for all that is not found.
        Assert.Equal(CatchAllNames.MaxBelow + 2, app.Events.Select(e => e.Step).Distinct().Count());
        Assert.DoesNotContain(app.Events, e => e.Step.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_application_can_have_them_all_named_by_the_route_and_a_given_name_stays()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/named/{**all}", () => "ok").WithSessionEvent("help");
                a.MapGet("/{**all}", () => "ok");
            },
            options: o => o.CatchAllSegments = 0);
        await app.Visitor().GetAsync("/orders");
        await app.Visitor().GetAsync("/named/orders");
        await app.SettledAsync(2);
        Assert.Equal(["GET /{**all}", "help"], app.Events.Select(e => e.Step));
    }

    private static string Word(int number) => $"{(char)('a' + (number / 26))}{(char)('a' + (number % 26))}";

    private static Task<TrackedApp> StartAsync(string pattern, bool kestrel = false) => TrackedApp.StartAsync(a =>
    {
        static IResult Answer(HttpContext c) => c.Request.Path.Value!.Contains("missing", StringComparison.Ordinal) ? Results.NotFound() : Results.Ok();
        if (pattern == "fallback")
            a.MapFallback(Answer);
        else
            a.MapGet(pattern, Answer);
    },
    kestrel: kestrel);
}
