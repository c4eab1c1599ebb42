using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Figures are those of people; all others are one segment away, and every answer says how many were left out.</summary>
public sealed class PeopleEndpointsTests
{
    private const string Googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    private const string ChatGpt = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot";

    [Fact]
    public async Task Every_insight_counts_people_reports_the_excluded_actors_and_counts_them_on_request()
    {
        await using var app = await StartAsync();
        foreach (var insight in (string[])["paths", "paths?source=rollups", "friction", "friction?source=rollups", "abandonment", "latency", "trends", "trends?source=journeys", "funnels/buy", "funnels/buy?source=rollups"])
        {
            var join = insight.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            Assert.Equal((2, "crawler 1, agent 1, tool 2"), Read(await GetAsync(app, $"insights/{insight}")));
            Assert.Equal((2, "crawler 1, agent 1, tool 2"), Read(await GetAsync(app, $"insights/{insight}{join}segment=actor:person")));
            Assert.Equal((6, ""), Read(await GetAsync(app, $"insights/{insight}{join}segment=actor:all")));
            Assert.Equal((4, "person 2"), Read(await GetAsync(app, $"insights/{insight}{join}segment=actor:other")));
            if (!insight.Contains("rollups", StringComparison.Ordinal))
                Assert.Equal((2, "person 2, crawler 1, agent 1"), Read(await GetAsync(app, $"insights/{insight}{join}segment=actor:tool")));
        }

        Assert.Equal(
            "crawler 1, agent 1, tool 2",
            string.Join(", ", (await GetAsync(app, "insights/navigation")).GetProperty("leftOut").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("count").GetInt64()}")));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor("application/json").GetAsync("/admin/sessions/insights/paths?source=rollups&segment=actor:tool")).StatusCode);
        var problem = await app.Visitor("application/json").GetAsync("/admin/sessions/insights/paths?segment=actor:ghost");
        Assert.Contains("person, crawler, agent, tool, attacker, other, all", await problem.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_overview_is_of_people_and_of_other_actors_on_request()
    {
        await using var app = await StartAsync();
        Assert.Equal((2, "crawler 1, agent 1, tool 2"), Overview(await GetAsync(app, "insights/overview")));
        Assert.Equal((6, ""), Overview(await GetAsync(app, "insights/overview?segment=actor:all")));
        Assert.Equal((4, "person 2"), Overview(await GetAsync(app, "insights/overview?segment=actor:other")));
        Assert.Equal((1, "person 2, agent 1, tool 2"), Overview(await GetAsync(app, "insights/overview?segment=actor:crawler")));
        Assert.Equal((2, "crawler 1, agent 1, tool 2"), Overview(await GetAsync(app, "insights/overview?segment=entry:GET%20/")));
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Visitor("application/json").GetAsync("/admin/sessions/insights/overview?segment=planet:mars")).StatusCode);
    }

    [Fact]
    public async Task Sessions_and_exports_say_what_the_visitor_is()
    {
        await using var app = await StartAsync();
        var crawler = Assert.Single((await GetAsync(app, "sessions?actor=crawler")).GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(("crawler", "claimedName", "Googlebot"), (crawler.GetProperty("actor").GetString(), crawler.GetProperty("actorReason").GetString(), crawler.GetProperty("actorName").GetString()));
        Assert.Equal(6, (await GetAsync(app, "sessions")).GetProperty("items").GetArrayLength());
        var lines = (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["agent", "crawler", "person", "person", "tool", "tool"], lines.Select(l => JsonDocument.Parse(l).RootElement).GroupBy(l => l.GetProperty("session").GetString()).Select(g => g.First().GetProperty("actor").GetString()).Order());
        Assert.EndsWith(",actor", (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.csv")).Split("\r\n")[0]);
        Assert.Contains(",crawler,\r\n", await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.csv"));
        Assert.Equal(3, (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.csv?segment=actor:person")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Automation_lists_what_machines_read()
    {
        await using var app = await StartAsync();
        var report = await GetAsync(app, "insights/automation");
        Assert.Equal(4, report.GetProperty("sessions").GetInt32());
        Assert.Equal(
            ["agent ChatGPT-User claimedName False", "crawler Googlebot claimedName False", "tool UptimeRobot uptimeCheck False", "tool curl httpLibrary False"],
            report.GetProperty("machines").EnumerateArray().Select(m => $"{m.GetProperty("actor").GetString()} {m.GetProperty("name").GetString()} {m.GetProperty("reason").GetString()} {m.GetProperty("isVerified").GetBoolean()}").Order(StringComparer.Ordinal));
        var googlebot = report.GetProperty("machines").EnumerateArray().Single(m => m.GetProperty("name").GetString() == "Googlebot");
        Assert.Equal((4, 1), (googlebot.GetProperty("requests").GetInt32(), googlebot.GetProperty("missing").GetInt32()));
        Assert.Contains("GET /cart", googlebot.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(2, (await GetAsync(app, "insights/automation?segment=actor:tool")).GetProperty("sessions").GetInt32());
    }

    private static async Task<TrackedApp> StartAsync()
    {
        var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/", () => "home");
                a.MapGet("/cart", () => "cart");
                a.MapPost("/out", () => "bye").TrackSignOut();
                a.MapSessionTracking().AllowAnonymous();
            },
            after: services => services.AddSessionTracking().AddFunnel("buy", "GET /", "GET /cart"));
        await WalkAsync(app.Visitor());
        await WalkAsync(app.Visitor());
        await WalkAsync(app.Visitor(userAgent: Googlebot), "/gone");
        await WalkAsync(app.Visitor(userAgent: ChatGpt));
        await WalkAsync(app.Visitor(userAgent: "curl/8.5.0"));
        await WalkAsync(app.Visitor(userAgent: "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"));
        await app.ClosedAsync(6);
        return app;
    }

    private static async Task WalkAsync(HttpClient visitor, params string[] more)
    {
        foreach (var path in (string[])["/", "/cart", .. more])
            await visitor.GetAsync(path);
        await visitor.PostAsync("/out", null);
    }

    private static (int Sessions, string LeftOut) Read(JsonElement report) => (
        (report.TryGetProperty("sessions", out var sessions) || report.TryGetProperty("units", out sessions) ? sessions : report.GetProperty("total").GetProperty("sessions")).GetInt32(),
        LeftOut(report.GetProperty("scope")));

    private static (int Sessions, string LeftOut) Overview(JsonElement overview) => (overview.GetProperty("sessions").GetInt32(), LeftOut(overview));

    private static string LeftOut(JsonElement of) => string.Join(", ", of.GetProperty("leftOut").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("count").GetInt32()}"));

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);
}
