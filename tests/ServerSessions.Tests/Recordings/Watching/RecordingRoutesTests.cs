using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Recordings.Watching;

/// <summary>The player shows a recording in a document that loads nothing, and each view is in a log.</summary>
public class RecordingRoutesTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task The_player_is_a_document_that_loads_its_scripts_by_a_nonce_and_nothing_else()
    {
        await using var app = await RecordedApp.StartAsync();
        var session = await RecordAsync(app, "</script><script>alert(1)</script><!--");
        var client = app.Tracked.Visitor();
        var answer = await client.GetAsync($"{Admin}/sessions/{session}/recording/player");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Matches("^default-src 'none'; script-src 'nonce-[A-Za-z0-9+/=]{24}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-same-origin$", policy);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var html = await answer.Content.ReadAsStringAsync();
        var nonce = Regex.Match(policy, "nonce-([^']+)").Groups[1].Value;
        Assert.Equal(3, Regex.Count(html, "<script"));
        Assert.Equal(2, Regex.Count(html, Regex.Escape($"nonce=\"{nonce}\"")));
        Assert.DoesNotContain("alert(1)</script>", html);
        foreach (Match script in Regex.Matches(html, "src=\"\\.\\./\\.\\./\\.\\.(/assets/[^\"]+)\""))
            Assert.Equal("text/javascript", (await client.GetAsync(Admin + script.Groups[1].Value)).Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(policy, Assert.Single((await client.GetAsync($"{Admin}/sessions/{session}/recording/player")).Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Each_view_is_logged_with_actor_session_and_time()
    {
        await using var app = await RecordedApp.StartAsync();
        var session = await RecordAsync(app);
        var viewer = app.Tracked.Visitor();
        await viewer.PostAsync("/in/ada", null);
        await viewer.GetAsync($"{Admin}/sessions/{session}/recording");
        Assert.Equal("""{"items":[]}""", await viewer.GetStringAsync($"{Admin}/recordings/views?format=json"));
        await viewer.GetAsync($"{Admin}/sessions/{session}/recording/player");
        var views = await viewer.GetStringAsync($"{Admin}/recordings/views?format=json");
        Assert.Contains($"\"session\":\"{session}\",\"actor\":\"ada\",\"time\":", views);
        Assert.Equal(HttpStatusCode.BadRequest, (await viewer.GetAsync($"{Admin}/recordings/views?limit=0")).StatusCode);
    }

    [Fact]
    public async Task The_log_of_views_is_a_page_and_a_table_and_is_read_on_by_a_cursor()
    {
        var clock = new TestClock();
        await using var app = await RecordedApp.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var session = await RecordAsync(app);
        var viewer = app.Tracked.Visitor();
        Assert.Contains("No views", await viewer.GetStringAsync($"{Admin}/recordings/views"));
        foreach (var user in (string[])["ada", "bob", "<b>cy"])
        {
            await viewer.PostAsync($"/in/{Uri.EscapeDataString(user)}", null);
            clock.Advance(TimeSpan.FromSeconds(1));
            await viewer.GetAsync($"{Admin}/sessions/{session}/recording/player");
        }

        var page = await viewer.GetStringAsync($"{Admin}/recordings/views");
        Assert.Contains("&lt;b&gt;cy", page);
        Assert.DoesNotContain("<b>cy", page);
        Assert.Contains($"sessions/{session}\"", page);
        var lines = (await viewer.GetStringAsync($"{Admin}/recordings/views?format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["<b>cy", "bob", "ada"], lines.Skip(1).Select(l => l.Split(',')[1]));
        var views = app.Services.GetRequiredService<ServerSessions.Reports.ISessionRecordings>();
        var first = await views.ListViewsAsync(2);
        Assert.Equal(["<b>cy", "bob"], first.Items.Select(v => v.Actor));
        var rest = await views.ListViewsAsync(2, first.Next);
        Assert.Equal(("ada", null), (Assert.Single(rest.Items).Actor, rest.Next));
    }

    [Fact]
    public async Task An_erased_person_leaves_the_view_without_the_session()
    {
        await using var app = await RecordedApp.StartAsync();
        var session = await RecordAsync(app);
        var viewer = app.Tracked.Visitor();
        await viewer.PostAsync("/in/ada", null);
        await viewer.GetAsync($"{Admin}/sessions/{session}/recording/player");
        var request = new HttpRequestMessage(HttpMethod.Delete, $"{Admin}/sessions/{session}");
        Assert.Equal(HttpStatusCode.Accepted, (await viewer.SendAsync(request)).StatusCode);
        await Waiting.UntilAsync(async () => !(await viewer.GetStringAsync($"{Admin}/recordings/views?format=json")).Contains(session, StringComparison.Ordinal), what: "the view names no session");
        Assert.Contains("\"actor\":\"ada\"", await viewer.GetStringAsync($"{Admin}/recordings/views?format=json"));
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync($"{Admin}/sessions/{session}/recording/player")).StatusCode);
    }

    [Fact]
    public async Task A_session_with_a_recording_links_to_it_and_another_does_not()
    {
        await using var app = await RecordedApp.StartAsync();
        var session = await RecordAsync(app);
        var client = app.Tracked.Visitor();
        Assert.Contains($"sessions/{session}/recording\"", await client.GetStringAsync($"{Admin}/sessions/{session}"));
        var page = await client.GetAsync($"{Admin}/sessions/{session}/recording?at=1767603600000");
        Assert.EndsWith("; frame-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Contains($"src=\"{Admin}/sessions/{session}/recording/player?at=1767603600000\"", await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Admin}/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/recording")).StatusCode);
    }

    [Fact]
    public async Task Sessions_are_listed_by_whether_they_have_a_recording()
    {
        await using var app = await RecordedApp.StartAsync();
        var session = await RecordAsync(app);
        var other = app.Tracked.Visitor();
        await other.GetAsync("/page");
        await other.GetAsync("/page");
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new ServerSessions.Reports.SessionQuery())).Items.Count == 2, what: "both sessions are open");
        Assert.Equal(session, Assert.Single((await app.Tracked.Reports.ListAsync(new ServerSessions.Reports.SessionQuery { Recorded = true })).Items).Id);
        Assert.NotEqual(session, Assert.Single((await app.Tracked.Reports.ListAsync(new ServerSessions.Reports.SessionQuery { Recorded = false })).Items).Id);
        Assert.Contains(session, await app.Tracked.Visitor("application/json").GetStringAsync($"{Admin}/sessions?recorded=true"));
    }

    [Fact]
    public async Task The_report_about_privacy_says_how_long_recordings_are_kept()
    {
        await using var app = await RecordedApp.StartAsync();
        await RecordAsync(app);
        Assert.Matches("\"kind\":\"recordings\",\"kept\":\"7.00:00:00\",\"oldest\":\"", await app.Tracked.Visitor("application/json").GetStringAsync($"{Admin}/privacy"));
    }

    private static async Task<string> RecordAsync(RecordedApp app, string text = "Opening hours")
    {
        var visitor = await app.VisitorAsync();
        await visitor.GetAsync("/page");
        var session = "";
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new ServerSessions.Reports.SessionQuery())).Items is [var item] && (session = item.Id).Length > 0, what: "the session is open");
        Assert.Equal(HttpStatusCode.NoContent, (await RecordedApp.SendAsync(visitor, RecordedChunks.Of(text: text))).StatusCode);
        return session;
    }
}
