using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Reports;

/// <summary>Rules while the application runs: their modes, what they would have found, and what people say of their alerts.</summary>
public sealed class DetectorEndpointsTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task Rules_are_listed_with_their_modes_and_missing_inputs()
    {
        await using var app = await StartAsync();
        var rules = await RulesAsync(app);
        Assert.Equal(["D1", "D9", "D13"], rules.Select(r => Text(r, "id")).Where(id => id is "D1" or "D9" or "D13"));
        var travel = Rule(rules, "D15");
        Assert.Equal("observe", Text(travel, "mode"));
        Assert.Contains("UseGeoDatabase", Text(travel, "blind"), StringComparison.Ordinal);
        Assert.Contains("still learning: 0 sessions", Text(Rule(rules, "D20"), "blind"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Rule(rules, "D13").GetProperty("precision").ValueKind);
        Assert.Single(app.Logs.Lines, l => l.Text.Contains("D15 (impossible travel) is blind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_source_of_places_nothing_is_blind()
    {
        await using var app = await StartAsync(after: s => s.AddSessionTracking().UseGeoHeaders(GeoHeaders.CloudFront));
        Assert.Equal(JsonValueKind.Null, Rule(await RulesAsync(app), "D15").GetProperty("blind").ValueKind);
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("is blind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mode_is_set_for_every_node_and_outlives_this_one()
    {
        await using var app = await StartAsync();
        var answer = await app.Visitor("application/json").PutAsJsonAsync($"{Admin}/detectors/d13/mode", new { mode = "off" });
        Assert.Equal((HttpStatusCode.OK, "off"), (answer.StatusCode, Text(await Json(answer), "mode")));
        Assert.Equal(DetectionMode.Off, app.Services.GetRequiredService<DetectionEngine>().ModeOf("D13"));
        // Another process that starts on the same storage.
        var other = new DetectionEngine(BuiltInRules.All(new DetectionOptions()), new DetectionOptions());
        await Control(app, other).RefreshAsync(default);
        Assert.Equal((DetectionMode.Off, DetectionMode.Alert), (other.ModeOf("D13"), other.ModeOf("D1")));
    }

    [Theory]
    [InlineData("D13", "{\"mode\":\"loud\"}", HttpStatusCode.BadRequest, "expected one of off, observe, alert")]
    [InlineData("D13", "{\"mode\":\"1\"}", HttpStatusCode.BadRequest, "expected one of")]
    [InlineData("D13", "{}", HttpStatusCode.BadRequest, "Say the mode")]
    [InlineData("D13", "[1]", HttpStatusCode.BadRequest, "expected an object")]
    [InlineData("D13", "{", HttpStatusCode.BadRequest, "no JSON")]
    [InlineData("D19", "{\"mode\":\"alert\"}", HttpStatusCode.BadRequest, "never alerts by itself")]
    [InlineData("D99", "{\"mode\":\"off\"}", HttpStatusCode.NotFound, "There is no rule")]
    public async Task A_mode_that_is_none_is_refused_with_what_is_expected(string rule, string body, HttpStatusCode status, string sentence)
    {
        await using var app = await StartAsync();
        var answer = await app.Visitor("application/json").PutAsync($"{Admin}/detectors/{rule}/mode", new StringContent(body, null, "application/json"));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, Text(await Json(answer), "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("X-Program", "curl", HttpStatusCode.OK)]
    public async Task Another_site_changes_nothing(string header, string value, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Admin}/detectors/D13/mode") { Content = JsonContent.Create(new { mode = "off" }) };
        request.Headers.Add(header, value);
        Assert.Equal(status, (await app.Visitor("application/json").SendAsync(request)).StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? DetectionMode.Off : DetectionMode.Alert, app.Services.GetRequiredService<DetectionEngine>().ModeOf("D13"));
    }

    [Fact]
    public async Task A_form_needs_the_applications_antiforgery_token()
    {
        await using var app = await StartAsync(s => s.AddAntiforgery());
        var answer = await app.Visitor("application/json").PostAsync($"{Admin}/alerts/none/resolve", new FormUrlEncodedContent([new("reason", "x")]));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_rule_that_is_off_says_what_it_would_have_found_in_stored_journeys()
    {
        await using var app = await StartAsync(options: o => o.Detection.Modes["D9"] = DetectionMode.Off);
        for (var i = 0; i < 3; i++)
        {
            var visitor = app.Visitor();
            if (i == 0)
                await visitor.PostAsync("/pay", null);
            await visitor.PostAsync("/order", null);
            await visitor.PostAsync("/out", null);
        }

        await app.ClosedAsync(3);
        var answer = await Json(await app.Visitor("application/json").PostAsync($"{Admin}/detectors/D9/replay", null));
        Assert.Equal((2, 2, 2, 3), (Number(answer, "fired"), Number(answer, "users"), Number(answer, "sessions"), Number(answer, "journeys")));
        Assert.True(answer.GetProperty("isComplete").GetBoolean());
        Assert.NotEmpty(answer.GetProperty("cannotShow").EnumerateArray());
        var example = answer.GetProperty("examples").EnumerateArray().First();
        Assert.Contains("POST /order was carried out without POST /pay", Text(example, "reason"), StringComparison.Ordinal);
        // The finding names the session as it is stored.
        var stored = (await app.Reports.ListAsync(new SessionQuery())).Items.Select(s => s.Id);
        Assert.Contains(Text(example.GetProperty("subject"), "hash"), stored);
        Assert.Empty((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
    }

    [Fact]
    public async Task A_replay_streams_its_progress()
    {
        await using var app = await StartAsync();
        var text = await (await app.Visitor("text/event-stream").PostAsync($"{Admin}/detectors/D9/replay?from=2020-01-01", null)).Content.ReadAsStringAsync();
        Assert.Contains("event: result\ndata: {\"rule\":\"D9\",\"from\":\"2020-01-01T00:00:00+00:00\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=2026-02-01&to=2026-01-01", "before it begins")]
    [InlineData("?from=yesterday", "from")]
    public async Task A_stretch_that_is_none_is_refused(string query, string word)
    {
        await using var app = await StartAsync();
        var answer = await app.Visitor("application/json").PostAsync($"{Admin}/detectors/D9/replay{query}", null);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(word, Text(await Json(answer), "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_false_alarm_counts_against_its_rule_and_is_not_repeated()
    {
        await using var app = await StartAsync();
        await ProbeAsync(app);
        var alert = await AlertAsync(app);
        var answer = await app.Visitor("application/json").PostAsJsonAsync($"{Admin}/alerts/{alert.Id}/false-positive", new { reason = "our own scanner", suppressDays = 7 });
        Assert.Equal((HttpStatusCode.OK, "falsePositive"), (answer.StatusCode, Text(await Json(answer), "state")));
        var rule = Rule(await RulesAsync(app), "D13");
        Assert.Equal((0, 1, 0d, 1), (Number(rule, "foundTrue"), Number(rule, "foundFalse"), rule.GetProperty("precision").GetDouble(), Number(rule, "suppressions")));
        Assert.True(app.Services.GetRequiredService<DetectionEngine>().IsSuppressed(alert.Finding, DateTimeOffset.UtcNow.AddDays(6.9)));
        Assert.False(app.Services.GetRequiredService<DetectionEngine>().IsSuppressed(alert.Finding, DateTimeOffset.UtcNow.AddDays(7.1)));
    }

    [Fact]
    public async Task A_changed_verdict_replaces_the_earlier_one_in_the_precision()
    {
        await using var app = await StartAsync();
        await ProbeAsync(app);
        var alert = await AlertAsync(app);
        var client = app.Visitor("application/json");
        await client.PostAsync($"{Admin}/alerts/{alert.Id}/false-positive", null);
        Assert.Equal("resolved", Text(await Json(await client.PostAsync($"{Admin}/alerts/{alert.Id}/resolve", null)), "state"));
        var rule = Rule(await RulesAsync(app), "D13");
        Assert.Equal((1, 0, 1d, 0), (Number(rule, "foundTrue"), Number(rule, "foundFalse"), rule.GetProperty("precision").GetDouble(), Number(rule, "suppressions")));
    }

    [Theory]
    [InlineData("acknowledge", "acknowledged")]
    [InlineData("resolve", "resolved")]
    public async Task What_people_did_about_an_alert_is_shown(string what, string state)
    {
        await using var app = await StartAsync();
        await ProbeAsync(app);
        var alert = await AlertAsync(app);
        Assert.Equal(HttpStatusCode.OK, (await app.Visitor("application/json").PostAsync($"{Admin}/alerts/{alert.Id}/{what}", null)).StatusCode);
        Assert.Equal(state, Text(await app.Visitor("application/json").GetFromJsonAsync<JsonElement>($"{Admin}/alerts/{alert.Id}"), "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Visitor("application/json").PostAsync($"{Admin}/alerts/none/{what}", null)).StatusCode);
        var wrong = await app.Visitor("application/json").PostAsJsonAsync($"{Admin}/alerts/{alert.Id}/{what}", new { suppressDays = 9000 });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static Task<TrackedApp> StartAsync(
        Action<IServiceCollection>? services = null, Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? after = null) => TrackedApp.StartAsync(
        a =>
        {
            a.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
                return next(context);
            });
            a.MapPost("/pay", () => "paid");
            a.MapPost("/order", () => "ordered").RequiresStep("POST /pay");
            a.MapPost("/out", () => "bye").TrackSignOut();
            a.MapSessionTracking().AllowAnonymous();
        },
        services, options, after: after);

    private static async Task ProbeAsync(TrackedApp app)
    {
        var scanner = app.Visitor(userAgent: "scanner");
        foreach (var path in new[] { "/.env", "/wp-login.php", "/.git/config", "/phpmyadmin", "/xmlrpc.php", "/.env", "/wp-login.php" })
            await scanner.GetAsync(path);
    }

    private static async Task<Alert> AlertAsync(TrackedApp app)
    {
        Alert? found = null;
        await Waiting.UntilAsync(async () =>
            (found = (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Rule = "D13" })).Items.FirstOrDefault()) is not null);
        return found!;
    }

    private static ServerSessions.Journeys.Learning.DetectionControl Control(TrackedApp app, DetectionEngine engine) => new(
        app.Services.GetRequiredService<ServerSessions.Storage.ISessionStorage>(), engine, TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<ServerSessions.Journeys.Learning.DetectionControl>.Instance);

    private static async Task<List<JsonElement>> RulesAsync(TrackedApp app) =>
        [.. (await app.Visitor("application/json").GetFromJsonAsync<JsonElement>($"{Admin}/detectors")).GetProperty("items").EnumerateArray()];

    private static JsonElement Rule(List<JsonElement> rules, string id) => rules.Single(r => Text(r, "id") == id);

    private static async Task<JsonElement> Json(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
