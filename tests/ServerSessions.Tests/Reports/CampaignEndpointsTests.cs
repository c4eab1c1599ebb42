using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Where sessions come from, from the request to the figures.</summary>
public sealed class CampaignEndpointsTests
{
    [Fact]
    public async Task Sessions_are_counted_and_selected_by_the_campaign_and_the_page_that_led_to_them()
    {
        await using var app = await StartAsync();
        var overview = await GetAsync(app, "insights/overview");
        Assert.Equal("direct 1, mail 1, search 1", Text(overview.GetProperty("referrers")));
        Assert.Equal("letter 1, partner 1", Text(overview.GetProperty("topSources")));
        Assert.Equal("spring 2", Text(overview.GetProperty("topCampaigns")));
        // Folded from the journeys it is the same.
        Assert.Equal(overview.GetProperty("topSources").GetRawText(), (await GetAsync(app, "insights/overview?segment=entry:GET%20/")).GetProperty("topSources").GetRawText());
        foreach (var (segment, sessions) in ((string, int)[])[("source:letter", 1), ("source:LETTER", 1), ("medium:email", 1), ("campaign:spring", 2), ("source:later", 0), ("referrer:search", 1), ("referrer:mail", 1),
            ("referrer:direct", 1), ("referrer:own", 0), ("referrer:https://www.google.com", 1)])
        {
            Assert.Equal(sessions, (await GetAsync(app, $"insights/funnels/buy?segment={segment}")).GetProperty("units").GetInt32());
            Assert.Equal(sessions, (await GetAsync(app, $"insights/overview?segment={segment}")).GetProperty("sessions").GetInt32());
        }

        var broken = (await GetAsync(app, "insights/funnels/buy?breakdown=source")).GetProperty("breakdown");
        Assert.Equal(["(none) 1", "letter 1", "partner 1"], broken.EnumerateObject().Select(p => $"{p.Name} {p.Value.GetProperty("units").GetInt32()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_session_and_its_export_carry_the_campaign_of_its_first_request_only()
    {
        await using var app = await StartAsync();
        var lines = (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.csv?segment=source:letter")).Split("\r\n");
        Assert.Contains(",mail,letter,email,spring,", lines[1]);
        using var parsed = JsonDocument.Parse(await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.jsonl?segment=source:letter"));
        var line = parsed.RootElement;
        Assert.Equal(("mail", "spring"), (line.GetProperty("referrerClass").GetString(), line.GetProperty("campaign").GetProperty("name").GetString()));
        Assert.Equal(JsonValueKind.Object, line.GetProperty("traits").ValueKind);
        var report = await GetAsync(app, "sessions/" + lines[1].Split(',')[0]);
        Assert.Equal("""{"source":"letter","medium":"email","name":"spring"}""", report.GetProperty("campaign").GetRawText());
        Assert.Equal("mail", report.GetProperty("referrerClass").GetString());
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
        await WalkAsync(app, "/?utm_source=Letter&utm_medium=email&utm_campaign=spring", null);
        await WalkAsync(app, "/?utm_source=partner&utm_campaign=Spring", null);
        await WalkAsync(app, "/", "https://www.google.com/search?q=secret");
        await app.ClosedAsync(3);
        return app;
    }

    private static async Task WalkAsync(TrackedApp app, string landing, string? referrer)
    {
        var visitor = app.Visitor();
        using var first = new HttpRequestMessage(HttpMethod.Get, landing);
        if (referrer is not null)
            first.Headers.Referrer = new Uri(referrer);
        await visitor.SendAsync(first);
        await visitor.GetAsync("/cart?utm_source=later");
        await visitor.PostAsync("/out", null);
    }

    private static string Text(JsonElement counts) =>
        string.Join(", ", counts.EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("count").GetInt32()}").Order(StringComparer.Ordinal));

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);
}
