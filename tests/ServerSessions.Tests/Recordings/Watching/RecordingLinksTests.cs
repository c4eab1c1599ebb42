using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Recordings.Watching;

/// <summary>A figure leads to the recordings behind it where there are some, and a recording leads back.</summary>
public class RecordingLinksTests
{
    private const string Admin = "/admin/sessions";

    [Theory]
    [InlineData("insights/paths", "GET /cart")]
    [InlineData("insights/friction", "GET /cart")]
    [InlineData("insights/funnels?steps=GET /page&steps=GET /cart", "GET /cart")]
    public async Task A_figure_has_a_link_to_recordings_where_one_of_its_sessions_was_recorded(string path, string step)
    {
        await using var shop = await ShopAsync();
        var html = await shop.GetAsync(path);
        var links = Regex.Matches(html, "<a class=\"recordings\" href=\"([^\"]+)\">Recordings</a>").Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        Assert.NotEmpty(links);
        Assert.Contains(links, link => Uri.UnescapeDataString(link).Contains(step, StringComparison.Ordinal));
        Assert.DoesNotContain(links, link => Uri.UnescapeDataString(link).Contains("/address", StringComparison.Ordinal));
        foreach (var link in links)
        {
            var list = await shop.Client.GetStringAsync(link);
            Assert.Equal([$"{Admin}/sessions/{shop.Recorded}/recording"], Regex.Matches(list, "class=\"recordings\" href=\"([^\"]+)\"").Select(m => m.Groups[1].Value));
        }
    }

    [Fact]
    public async Task Sessions_of_a_funnel_are_listed_by_whether_they_have_a_recording()
    {
        await using var shop = await ShopAsync();
        const string Funnel = "insights/funnels/sessions?steps=GET /page&steps=GET /cart&step=1&left=";
        Assert.Contains(shop.Recorded, await shop.GetAsync($"{Funnel}false&recorded=true&format=json"));
        Assert.DoesNotContain(shop.Recorded, await shop.GetAsync($"{Funnel}false&recorded=false&format=json"));
        Assert.Contains("\"items\":[]", await shop.GetAsync($"{Funnel}true&recorded=true&format=json"));
    }

    [Fact]
    public async Task A_recording_leads_to_its_session_and_to_the_paths_from_its_steps()
    {
        await using var shop = await ShopAsync();
        var html = await shop.GetAsync($"sessions/{shop.Recorded}/recording");
        Assert.Contains($"href=\"{Admin}/sessions/{shop.Recorded}\"", html);
        Assert.Contains($"href=\"{Admin}/insights/paths?step=GET%20%2Fcart\"", html);
    }

    // One visitor goes to the cart and is recorded, another one to the address and is not. Both sessions are closed.
    private static async Task<Shop> ShopAsync()
    {
        var clock = new TestClock();
        var app = await RecordedApp.StartAsync(
            a =>
            {
                a.MapGet("/cart", (HttpContext c) => RecordedApp.Page(c, "cart"));
                a.MapGet("/address", (HttpContext c) => RecordedApp.Page(c, "address"));
            },
            services: s => s.AddSingleton<TimeProvider>(clock));
        var (recorded, other) = (await app.VisitorAsync(), app.Tracked.Visitor());
        await recorded.GetAsync("/cart");
        var id = "";
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new SessionQuery())).Items is [var item] && (id = item.Id).Length > 0, what: "the session is open");
        Assert.Equal(HttpStatusCode.NoContent, (await RecordedApp.SendAsync(recorded, RecordedChunks.Of())).StatusCode);
        foreach (var path in (string[])["/page", "/page", "/address"])
            await other.GetAsync(path);
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new SessionQuery())).Items.Count == 2, what: "both sessions are open");
        clock.Advance(TimeSpan.FromMinutes(31));
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new SessionQuery { Live = false })).Items.Count == 2, what: "both sessions are closed");
        return new Shop(app, app.Tracked.Visitor(), id);
    }

    private sealed record Shop(RecordedApp App, HttpClient Client, string Recorded) : IAsyncDisposable
    {
        public Task<string> GetAsync(string path) => Client.GetStringAsync($"{Admin}/{path}");

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
