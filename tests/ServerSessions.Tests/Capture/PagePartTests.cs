using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>What browsers send by themselves: with its page, and never a step, an error or rage of a person.</summary>
public sealed class PagePartTests
{
    [Theory]
    [InlineData("/frame", "iframe", "navigate")]
    [InlineData("/frame", "frame", "navigate")]
    [InlineData("/frame", "object", "navigate")]
    [InlineData("/image", "image", "no-cors")]
    [InlineData("/image", "video", "no-cors")]
    public async Task A_part_of_a_page_is_its_child(string path, string destination, string mode)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        await visitor.SendAsync(Browser(path, destination, mode, "same-origin"));
        var session = await app.OnlySessionAsync(2);
        Assert.Equal([("GET /page", 1)], session.Steps.Select(s => (s.Step, s.Children)));
        Assert.False(session.Summary.Engaged);
    }

    [Theory]
    [InlineData("/frame", "iframe", "navigate")]
    [InlineData("/image", "image", "no-cors")]
    public async Task A_frame_or_an_image_on_another_site_opens_no_session_and_rules_see_it(string path, string destination, string mode)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        await app.Visitor().SendAsync(Browser(path, destination, mode, "cross-site"));
        Assert.Empty(await app.SessionsAsync(1));
        var e = Assert.Single(app.Events);
        Assert.True(e.IsActive && e.OpensSession);
    }

    [Fact]
    public async Task A_session_goes_on_from_a_frame_to_the_page_that_a_person_opens()
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor();
        await visitor.SendAsync(Browser("/frame", "iframe", "navigate", "cross-site"));
        await visitor.GetAsync("/page");
        Assert.Equal(["GET /page"], (await app.OnlySessionAsync(2)).Steps.Select(s => s.Step));
    }

    [Theory]
    [InlineData("/collect", "text/plain", "no-cors")]
    [InlineData("/collect", "text/ping", "no-cors")]
    [InlineData("/collect", "application/csp-report", null)]
    [InlineData("/nowhere", "application/csp-report", "no-cors")]
    [InlineData("/nowhere", "application/reports+json", "cors")]
    public async Task A_beacon_or_report_is_no_action_no_error_and_no_rage(string path, string type, string? mode)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        for (var i = 0; i < 4; i++)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([1]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            if (mode is not null)
                request.Headers.Add("Sec-Fetch-Mode", mode);
            await visitor.SendAsync(request);
        }

        var session = await app.OnlySessionAsync(5);
        Assert.Equal([("GET /page", 4)], session.Steps.Select(s => (s.Step, s.Children)));
        Assert.Equal(0, session.FrictionParts.Score);
    }

    [Theory]
    [InlineData("/favicon.ico")]
    [InlineData("/apple-touch-icon-120x120-precomposed.png")]
    [InlineData("/.well-known/appspecific/com.chrome.devtools.json")]
    [InlineData("/.well-known/passkey-endpoints")]
    [InlineData("/app.webmanifest")]
    [InlineData("/mstile-144x144.png")]
    [InlineData("/apple-app-site-association")]
    [InlineData("/humans.txt")]
    [InlineData("/made/favicon.svg")]
    public async Task Requests_that_browsers_make_by_themselves_are_no_error_and_no_rage(string path)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        for (var i = 0; i < 4; i++)
            await visitor.SendAsync(Browser(path, "empty", "cors", "same-origin"));
        var session = await app.OnlySessionAsync(5);
        Assert.Equal([("GET /page", 4)], session.Steps.Select(s => (s.Step, s.Children)));
        Assert.Equal(0, session.FrictionParts.Score);
    }

    [Fact]
    public async Task Different_unmatched_paths_are_different_requests_and_the_same_one_is_not()
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var (many, one) = (app.Visitor(), app.Visitor());
        await many.GetAsync("/page");
        await one.GetAsync("/page");
        for (var i = 0; i < 4; i++)
        {
            await many.GetAsync($"/gone/{i}");
            await one.GetAsync("/gone");
        }

        var sessions = await app.SessionsAsync(10);
        Assert.Equal([(0, 0), (1, 1)], sessions.Select(s => (s.FrictionParts.Repeats, s.FrictionParts.Rage)).Order());
        Assert.All(sessions, s => Assert.Equal(4, s.FrictionParts.Errors));
    }

    private static HttpRequestMessage Browser(string path, string destination, string mode, string site) => new(HttpMethod.Get, path)
    {
        Headers = { { "Sec-Fetch-Dest", destination }, { "Sec-Fetch-Mode", mode }, { "Sec-Fetch-Site", site } },
    };

    private static void Map(WebApplication app)
    {
        app.MapGet("/page", () => Results.Content("<html></html>", "text/html"));
        app.MapGet("/frame", () => Results.Content("<html></html>", "text/html"));
        app.MapGet("/image", () => Results.Bytes([1], "image/png"));
        app.MapGet("/made/favicon.svg", () => Results.Bytes([1], "image/svg+xml"));
        app.MapPost("/collect", () => Results.NoContent());
    }
}
