using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings.Receiving;

/// <summary>The endpoint of recordings takes parts of a page that the browser may have recorded, in their order and within the limits, and nothing else.</summary>
public class RecordingEndpointTests
{
    [Fact]
    public async Task Parts_in_order_are_stored_encrypted_and_masked()
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of()));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of(1)));
        Assert.Contains("Opening hours", await app.DecryptedAsync());
        Assert.Equal(2, app.Files().Count);
        Assert.Equal(2, Assert.Single(await app.EntriesAsync()).Entry.Chunks);
    }

    [Theory]
    [InlineData("again", HttpStatusCode.ResetContent)]
    [InlineData("later", HttpStatusCode.ResetContent)]
    [InlineData("unknown page", HttpStatusCode.ResetContent)]
    [InlineData("without a snapshot", HttpStatusCode.BadRequest)]
    [InlineData("no JSON", HttpStatusCode.BadRequest)]
    [InlineData("too deep", HttpStatusCode.BadRequest)]
    [InlineData("too large", HttpStatusCode.RequestEntityTooLarge)]
    public async Task Forged_parts_are_refused_and_change_nothing(string fault, HttpStatusCode expected)
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        await SendAsync(visitor, RecordedChunks.Of());
        var before = await app.DecryptedAsync();
        Assert.Equal(expected, await SendAsync(visitor, fault switch
        {
            "again" => RecordedChunks.Of(),
            "later" => RecordedChunks.Of(2),
            "unknown page" => RecordedChunks.Of(1, page: "fedcba9876543210"),
            "without a snapshot" => RecordedChunks.Of(0, 1_000, "fedcba9876543210", "/page", [RecordedChunks.Meta(1_000)]),
            "no JSON" => "{\"page\":",
            "too deep" => new string('[', 5_000),
            _ => RecordedChunks.Of(1, padding: 1_000_000),
        }));
        Assert.Equal(before, await app.DecryptedAsync());
        Assert.Single(app.Files());
    }

    [Fact]
    public async Task What_another_site_or_a_program_sends_is_refused()
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await RecordedApp.SendAsync(visitor, RecordedChunks.Of(), site: "cross-site")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/_sr", new StringContent(RecordedChunks.Of()))).StatusCode);
        Assert.Empty(app.Files());
    }

    [Fact]
    public async Task Without_a_cookie_nothing_is_recorded()
    {
        await using var app = await RecordedApp.StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(app.Tracked.Visitor(), RecordedChunks.Of()));
    }

    [Fact]
    public async Task Nothing_is_recorded_before_the_visitor_agrees_or_after_a_refusal()
    {
        await using var app = await RecordedApp.StartAsync(options: o => o.Consent.Recording = null);
        var visitor = await app.VisitorAsync();
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/page"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(visitor, RecordedChunks.Of()));
        await DecideAsync(visitor, "accept");
        Assert.Contains("<script", await visitor.GetStringAsync("/page"));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of()));
        await DecideAsync(visitor, "refuse");
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/page"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(visitor, RecordedChunks.Of(1)));
    }

    [Fact]
    public async Task A_browser_that_sends_Global_Privacy_Control_is_not_recorded()
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        visitor.DefaultRequestHeaders.Add("Sec-GPC", "1");
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/page"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(visitor, RecordedChunks.Of()));
    }

    [Fact]
    public async Task A_browser_outside_of_the_sample_is_not_recorded()
    {
        await using var app = await RecordedApp.StartAsync(recording: o => o.SampleRate = 0);
        var visitor = await app.VisitorAsync();
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/page"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(visitor, RecordedChunks.Of()));
    }

    [Fact]
    public async Task A_browser_is_in_the_sample_or_not_for_all_of_its_pages()
    {
        await using var app = await RecordedApp.StartAsync(recording: o => o.SampleRate = 0.5, services: s => s.AddSingleton<TimeProvider>(new StillClock(TestClock.Epoch)));
        for (var i = 0; i < 20; i++)
        {
            var visitor = await app.VisitorAsync();
            var isRecorded = (await visitor.GetStringAsync("/page")).Contains("<script", StringComparison.Ordinal);
            Assert.Equal(isRecorded, (await visitor.GetStringAsync("/page")).Contains("<script", StringComparison.Ordinal));
            Assert.Equal(isRecorded ? HttpStatusCode.NoContent : HttpStatusCode.Forbidden, await SendAsync(visitor, RecordedChunks.Of()));
        }
    }

    [Fact]
    public async Task A_page_that_is_excluded_is_not_recorded()
    {
        await using var app = await RecordedApp.StartAsync(a =>
        {
            a.MapGet("/excluded", (HttpContext c) => RecordedApp.Page(c, "")).DisableSessionRecording();
            a.MapGet("/untracked", (HttpContext c) => RecordedApp.Page(c, "")).WithMetadata(new DisableSessionTrackingAttribute());
        });
        var visitor = await app.VisitorAsync();
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/excluded"));
        Assert.DoesNotContain("<script", await visitor.GetStringAsync("/untracked"));
    }

    [Fact]
    public async Task A_route_that_the_application_does_not_have_is_not_kept()
    {
        await using var app = await RecordedApp.StartAsync();
        await SendAsync(await app.VisitorAsync(), RecordedChunks.Of(route: "/reset/Beatrix"));
        var stored = await app.DecryptedAsync();
        Assert.DoesNotContain("Beatrix", stored);
        Assert.Contains("/{unknown}", stored);
    }

    [Fact]
    public async Task A_recording_ends_after_its_maximum_duration_and_says_so()
    {
        var clock = new TestClock();
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var visitor = await app.VisitorAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of()));
        clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ResetContent, await SendAsync(visitor, RecordedChunks.Of(1)));
        Assert.Equal(HttpStatusCode.ResetContent, await SendAsync(visitor, RecordedChunks.Of(0, page: "fedcba9876543210")));
        Assert.Equal("time", Assert.Single(await app.EntriesAsync()).Entry.Cut);
    }

    [Fact]
    public async Task A_page_that_changes_too_much_in_a_minute_ends_the_recording_which_says_so()
    {
        await using var app = await RecordedApp.StartAsync(recording: o => o.MaxBytesPerMinute = 100_000, services: s => s.AddSingleton<TimeProvider>(new StillClock(TestClock.Epoch)));
        var visitor = await app.VisitorAsync();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of()));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of(1, padding: 60_000)));
        Assert.Equal(HttpStatusCode.ResetContent, await SendAsync(visitor, RecordedChunks.Of(2, padding: 60_000)));
        Assert.Equal("changes", Assert.Single(await app.EntriesAsync()).Entry.Cut);
    }

    [Fact]
    public async Task A_recording_ends_at_its_maximum_size()
    {
        var clock = new TestClock();
        await using var app = await RecordedApp.StartAsync(recording: o => o.MaxBytesPerSession = 100_000, services: s => s.AddSingleton<TimeProvider>(clock));
        var visitor = await app.VisitorAsync();
        await SendAsync(visitor, RecordedChunks.Of(padding: 60_000));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ResetContent, await SendAsync(visitor, RecordedChunks.Of(1, padding: 60_000)));
        Assert.Equal("size", Assert.Single(await app.EntriesAsync()).Entry.Cut);
    }

    [Fact]
    public async Task Sixty_parts_in_a_minute_are_the_maximum()
    {
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new StillClock(TestClock.Epoch)));
        var visitor = await app.VisitorAsync();
        for (var i = 0; i < 60; i++)
            Assert.Equal(HttpStatusCode.NoContent, await SendAsync(visitor, RecordedChunks.Of(i)));
        Assert.Equal(HttpStatusCode.ResetContent, await SendAsync(visitor, RecordedChunks.Of(60)));
    }

    [Fact]
    public async Task Times_are_those_of_the_server_whatever_the_browser_says()
    {
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(new StillClock(TestClock.Epoch)));
        await SendAsync(await app.VisitorAsync(), RecordedChunks.Of(0, 5_000, RecordedChunks.Page, "/page", [RecordedChunks.Meta(2_000), RecordedChunks.Snapshot(4_000, "a", 0), RecordedChunks.Move(9_999_999_999)]));
        var now = TestClock.Epoch.ToUnixTimeMilliseconds();
        var stored = await app.DecryptedAsync();
        foreach (var time in (long[])[now - 3_000, now - 1_000, now])
            Assert.Contains($"\"timestamp\":{time},", stored);
    }

    [Fact]
    public async Task Parts_of_two_pages_at_the_same_time_are_all_stored()
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        var pages = Enumerable.Range(0, 4).Select(i => $"000000000000000{i}").ToList();
        var answers = await Task.WhenAll(pages.Select(page => SendAsync(visitor, RecordedChunks.Of(page: page))));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.NoContent, status));
        Assert.Equal(4, Assert.Single(await app.EntriesAsync()).Entry.Chunks);
        Assert.Equal(4, app.Files().Count);
    }

    [Fact]
    public async Task Requests_of_the_recorder_are_not_recorded_as_steps()
    {
        await using var app = await RecordedApp.StartAsync();
        var visitor = await app.VisitorAsync();
        await SendAsync(visitor, RecordedChunks.Of());
        Assert.Equal(1, (await app.Tracked.SettledAsync(2)).Recorded);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient visitor, string body) => (await RecordedApp.SendAsync(visitor, body)).StatusCode;

    private static async Task DecideAsync(HttpClient visitor, string decision)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/consent") { Content = new FormUrlEncodedContent([new("decision", decision)]) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.True((await visitor.SendAsync(request)).StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK);
    }
}
