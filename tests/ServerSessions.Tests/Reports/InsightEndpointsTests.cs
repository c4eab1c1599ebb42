using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Insights over HTTP, from visits to a real application.</summary>
public sealed class InsightEndpointsTests
{
    private const string Funnel = "{\"steps\":[\"GET /\",\"GET /cart\",\"pay\"]}";

    [Fact]
    public async Task Live_rollups_and_journeys_give_the_same_result()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        foreach (var insight in (string[])["paths", "funnels/buy"])
        {
            var rolled = await GetAsync(app, $"insights/{insight}?source=rollups");
            var reported = await GetAsync(app, $"insights/{insight}?source=journeys");
            Assert.Equal(("rollups", "journeys"), (Source(rolled), Source(reported)));
            foreach (var member in rolled.EnumerateObject().Where(m => m.Name is "sessions" or "edges" or "entries" or "exits" or "other" or "units"))
                Assert.Equal(reported.GetProperty(member.Name).GetRawText(), member.Value.GetRawText());
        }

        Assert.Equal(Causes(await GetAsync(app, "insights/funnels/buy?source=rollups")), Causes(await GetAsync(app, "insights/funnels/buy")));
        var abandoned = await GetAsync(app, "insights/abandonment?source=rollups");
        Assert.Equal(abandoned.GetProperty("forms").GetRawText(), (await GetAsync(app, "insights/abandonment")).GetProperty("forms").GetRawText());
        foreach (var part in (string[])["sessions", "quickBacks", "backtracks", "repeats", "rage", "sessionsWithBacktrack"])
            Assert.Equal(
                (await GetAsync(app, "insights/friction")).GetProperty(part).GetRawText(),
                (await GetAsync(app, "insights/friction?source=rollups")).GetProperty(part).GetRawText());
    }

    [Fact]
    public async Task An_ad_hoc_funnel_counts_sessions_by_step_and_one_call_lists_them()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        var funnel = await PostAsync(app, "insights/funnels", Funnel);
        Assert.Equal([4, 3, 2], funnel.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("entered").GetInt32()));
        var left = await PostAsync(app, "insights/funnels/sessions?step=2", Funnel);
        var session = Assert.Single(left.GetProperty("items").EnumerateArray().ToList());
        Assert.Equal(("GET /", 3), (session.GetProperty("entry").GetString(), session.GetProperty("steps").GetInt32()));
        Assert.Equal(3, (await PostAsync(app, "insights/funnels/sessions?step=2&left=false", Funnel)).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await PostAsync(app, "insights/funnels/sessions?step=2&cause=failed", Funnel)).GetProperty("items").GetArrayLength());
        var again = await GetAsync(app, "insights/funnels?steps=GET%20/&steps=GET%20/cart&steps=pay");
        Assert.Equal(funnel.GetProperty("steps").GetRawText(), again.GetProperty("steps").GetRawText());
        Assert.Equal("buy", (await GetAsync(app, "insights/funnels")).GetProperty("items")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Segments_choose_and_breakdowns_split()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        Assert.Equal(4, (await GetAsync(app, "insights/paths")).GetProperty("sessions").GetInt32());
        Assert.Equal(1, (await GetAsync(app, "insights/paths?segment=outcome:invalid")).GetProperty("sessions").GetInt32());
        Assert.Equal(2, (await GetAsync(app, "insights/paths?segment=step:pay&segment=user:anonymous")).GetProperty("sessions").GetInt32());
        Assert.Equal(0, (await GetAsync(app, "insights/paths?segment=user:known")).GetProperty("sessions").GetInt32());
        var parts = (await GetAsync(app, "insights/funnels/buy?breakdown=browser&source=journeys")).GetProperty("breakdown");
        Assert.Equal(4, parts.GetProperty("Firefox").GetProperty("units").GetInt32());
    }

    [Fact]
    public async Task Segments_know_features_and_what_the_application_recorded()
    {
        await using var app = await StartAsync();
        await WalkAsync(app, "/", "/wish");
        await WalkAsync(app, "/", "/plan?name=gold");
        await WalkAsync(app, "/", "/plan?name=free");
        await app.ClosedAsync(3);
        Assert.Equal(1, (await GetAsync(app, "insights/paths?segment=feature:wish")).GetProperty("sessions").GetInt32());
        Assert.Equal(0, (await GetAsync(app, "insights/paths?segment=feature:gifts")).GetProperty("sessions").GetInt32());
        Assert.Equal(1, (await GetAsync(app, "insights/paths?segment=property:plan%3Dgold")).GetProperty("sessions").GetInt32());
        Assert.Equal(2, (await GetAsync(app, "insights/paths?segment=step:plan.chosen")).GetProperty("sessions").GetInt32());
        Assert.Equal(0, (await GetAsync(app, "insights/paths?segment=property:plan%3Dgol")).GetProperty("sessions").GetInt32());
        var steps = await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.jsonl?segment=property:plan%3Dgold");
        Assert.Contains("\"properties\":{\"plan\":\"gold\",\"seats\":\"2\"}", steps);
        Assert.DoesNotContain("free", steps);
    }

    [Fact]
    public async Task What_was_possible_and_never_done_comes_from_the_endpoint_table()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        var adoption = await GetAsync(app, "insights/adoption");
        Assert.Equal(["gifts", "wish"], adoption.GetProperty("neverUsed").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains("GET /wish", adoption.GetProperty("neverCalled").EnumerateArray().Select(f => f.GetString()));
        Assert.DoesNotContain("GET /cart", adoption.GetProperty("neverCalled").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("denied", adoption.GetProperty("denied")[0].GetProperty("cause").GetString()!.Split(':')[0]);
    }

    [Fact]
    public async Task Trends_latency_and_retention_answer()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        Assert.Equal(4, (await GetAsync(app, "insights/trends")).GetProperty("total").GetProperty("sessions").GetInt32());
        Assert.Equal(7, (await GetAsync(app, "insights/trends")).GetProperty("hourOfWeek").GetArrayLength());
        Assert.Equal(4, (await GetAsync(app, "insights/trends?source=journeys")).GetProperty("total").GetProperty("sessions").GetInt32());
        Assert.Equal(4, (await GetAsync(app, "insights/latency")).GetProperty("sessions").GetInt32());
        Assert.Equal(4, (await GetAsync(app, "insights/retention")).GetProperty("unlinked").GetInt32());
        Assert.Equal(4, (await GetAsync(app, "insights/retention?unit=visitor&period=week")).GetProperty("cohorts")[0].GetProperty("users").GetInt32());
    }

    [Fact]
    public async Task Exports_are_lines_that_the_command_line_reads_back()
    {
        await using var app = await StartAsync();
        await BuyAsync(app);
        using var cli = new CliRun();
        var file = cli.Bytes("steps.jsonl", await app.Visitor("*/*").GetByteArrayAsync("/admin/sessions/export/steps.jsonl"));
        var offline = (await cli.RunAsync("insight", "paths", file, "--json")).Json;
        var online = await GetAsync(app, "insights/paths");
        foreach (var member in offline.EnumerateObject())
            Assert.Equal(online.GetProperty(member.Name).GetRawText(), JsonSerializer.Serialize(member.Value));
        var sessions = await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/sessions.jsonl");
        Assert.Equal(4, sessions.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var csv = await app.Visitor("*/*").GetAsync("/admin/sessions/export/sessions.csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(5, (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("id,rule,", await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/alerts.csv"));
        Assert.Equal("", await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/alerts.jsonl"));
        Assert.StartsWith("session,user,", await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.csv"));
    }

    [Theory]
    [InlineData("insights/paths?segment=planet:mars", "expected key:value")]
    [InlineData("insights/paths?depth=99", "1 to 50")]
    [InlineData("insights/paths?direction=up", "forward, backward")]
    [InlineData("insights/paths?from=2026-02-01&to=2026-01-01", "before it begins")]
    [InlineData("insights/paths?from=2020-02-01&to=2026-01-01", "at most 400")]
    [InlineData("insights/retention?source=rollups", "Only journeys")]
    [InlineData("insights/paths?source=rollups&segment=user:known", "whole days")]
    [InlineData("insights/retention?period=decade", "day, week, month")]
    [InlineData("insights/funnels?steps=a", "2 to 20")]
    [InlineData("insights/funnels?steps=a&steps=b&window=long", "14d")]
    [InlineData("insights/funnels?steps=a&steps=b&breakdown=step", "expected one of")]
    [InlineData("insights/funnels/buy/sessions?step=9", "1 to 3")]
    public async Task A_bad_parameter_is_a_problem_that_says_what_was_expected(string path, string expected)
    {
        await using var app = await StartAsync();
        var response = await app.Visitor("application/json").GetAsync("/admin/sessions/" + path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(expected, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("{\"steps\":[\"a\"]}")]
    [InlineData("{\"steps\":[\"a\",\"b\"],\"order\":\"some\"}")]
    public async Task A_bad_body_is_a_problem(string body)
    {
        await using var app = await StartAsync();
        var response = await app.Visitor("application/json").PostAsync("/admin/sessions/insights/funnels", new StringContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapGet("/cart", () => "cart");
            a.MapGet("/wish", () => "wish").WithFeature("wish");
            a.MapGet("/plan", (HttpContext c, string name) => c.GetTrackedSession()!.Record("plan.chosen", [new("plan", name), new("seats", "2")]));
            a.MapGet("/staff", () => Results.StatusCode(403));
            a.MapPost("/pay", (string? card) => card is null ? Results.ValidationProblem(new Dictionary<string, string[]> { ["card"] = ["missing"] }) : Results.Ok())
                .WithSessionEvent("pay");
            a.MapPost("/out", () => "bye").TrackSignOut();
            a.MapSessionTracking().AllowAnonymous();
        },
        after: services => services.AddSessionTracking().AddFunnel("buy", "GET /", "GET /cart", "pay").AddFeature("gifts", "GET /gifts"));

    // Four sessions: one pays, one fails to, one leaves at the cart, one is refused.
    private static async Task BuyAsync(TrackedApp app)
    {
        await WalkAsync(app, "/", "/cart", "/", "POST /pay?card=1");
        await WalkAsync(app, "/", "/cart", "POST /pay");
        await WalkAsync(app, "/", "/cart");
        await WalkAsync(app, "/", "/staff");
        await app.ClosedAsync(4);
    }

    private static async Task WalkAsync(TrackedApp app, params string[] paths)
    {
        var visitor = app.Visitor();
        foreach (var path in paths)
            _ = path.StartsWith("POST ", StringComparison.Ordinal) ? await visitor.PostAsync(path[5..], null) : await visitor.GetAsync(path);
        await visitor.PostAsync("/out", null);
    }

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);

    private static async Task<JsonElement> PostAsync(TrackedApp app, string path, string body)
    {
        var response = await app.Visitor("application/json").PostAsync("/admin/sessions/" + path, new StringContent(body));
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Source(JsonElement report) => report.GetProperty("scope").GetProperty("source").GetString()!;

    private static string Causes(JsonElement funnel) => string.Join(' ', funnel.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("causes").GetRawText()));
}
