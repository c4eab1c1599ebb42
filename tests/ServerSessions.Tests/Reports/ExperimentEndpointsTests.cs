using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>Readouts of experiments and reports of navigation, asked for over HTTP.</summary>
public sealed class ExperimentEndpointsTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task The_results_of_an_experiment_come_from_closed_sessions()
    {
        await using var app = await StartAsync();
        var given = new List<string>();
        for (var i = 0; i < 16; i++)
        {
            var visitor = app.Visitor();
            given.Add(await visitor.GetStringAsync("/button"));
            if (i % 2 == 0)
                await visitor.PostAsync("/pay", null);
            await visitor.PostAsync("/out", null);
        }

        await app.ClosedAsync(16);
        var readout = await GetAsync(app, "/insights/experiments/button");
        Assert.Equal(("button", "device", "notEnoughData", 16, 0, true), (
            readout.GetProperty("experiment").GetString(), readout.GetProperty("unit").GetString(), readout.GetProperty("state").GetString(),
            readout.GetProperty("exposed").GetInt32(), readout.GetProperty("crossed").GetInt32(), readout.GetProperty("isComplete").GetBoolean()));
        var variants = readout.GetProperty("variants").EnumerateArray().ToList();
        Assert.Equal(["A", "B"], variants.Select(v => v.GetProperty("variant").GetString()));
        Assert.Equal([given.Count(v => v == "A"), given.Count(v => v == "B")], variants.Select(v => v.GetProperty("exposures").GetInt32()));
        Assert.Equal(8, variants.Sum(v => v.GetProperty("metrics")[0].GetProperty("conversions").GetInt32()));
        Assert.Equal(["errorShare", "serverP95Ms", "abandonment"], variants[0].GetProperty("guardrails").EnumerateArray().Select(g => g.GetProperty("name").GetString()));

        Assert.Equal(0, (await GetAsync(app, "/insights/experiments/button?to=2020-01-01")).GetProperty("exposed").GetInt32());
        Assert.Equal(
            given.Count(v => v == "B"), (await GetAsync(app, "/insights/experiments/button?segment=variant:button%3DB")).GetProperty("exposed").GetInt32());

        // The exported steps give the same result offline.
        using var cli = new CliRun();
        var steps = cli.Bytes("steps.jsonl", await app.Visitor("*/*").GetByteArrayAsync($"{Admin}/export/steps.jsonl"));
        var offline = (await cli.RunAsync("insight", "experiment", steps, "--goal", "POST /pay", "--json")).Json;
        Assert.Equal(Figures(readout), Figures(offline));

        static string Figures(JsonElement readout) => string.Join('|', readout.GetProperty("variants").EnumerateArray().Select(v =>
            $"{v.GetProperty("variant")} {v.GetProperty("exposures")} {v.GetProperty("metrics")[0].GetProperty("conversions")} {v.GetProperty("guardrails")[0].GetProperty("value")}"));
    }

    [Theory]
    [InlineData("/insights/experiments/none", HttpStatusCode.NotFound, "There is no experiment")]
    [InlineData("/insights/experiments/button?from=2026-02-01&to=2026-01-01", HttpStatusCode.BadRequest, "before it begins")]
    [InlineData("/insights/navigation?from=2026-02-01&to=2026-01-01", HttpStatusCode.BadRequest, "before it begins")]
    [InlineData("/insights/navigation?from=2020-01-01&to=2026-01-01", HttpStatusCode.BadRequest, "navigation is kept for 91")]
    [InlineData("/insights/navigation?from=soon", HttpStatusCode.BadRequest, "from")]
    public async Task A_bad_query_is_refused_with_what_is_expected(string path, HttpStatusCode status, string sentence)
    {
        await using var app = await StartAsync();
        var answer = await app.Visitor("application/json").GetAsync(Admin + path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(sentence, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Navigation_is_a_rule_with_a_mode_whose_replay_goes_over_hours()
    {
        await using var app = await StartAsync();
        var report = await GetAsync(app, "/insights/navigation");
        Assert.Equal(("observe", 0, 0), (report.GetProperty("mode").GetString(), report.GetProperty("weeks").GetInt32(), report.GetProperty("fired").GetInt32()));
        var client = app.Visitor("application/json");
        await client.PutAsync($"{Admin}/detectors/N1/mode", new StringContent("{\"mode\":\"alert\"}", null, "application/json"));
        foreach (var path in (string[])["/insights/navigation/replay", "/detectors/N1/replay"])
        {
            var answer = await client.PostAsync(Admin + path, null);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var replay = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(("alert", 91), (replay.GetProperty("mode").GetString(), (int)Math.Round((replay.GetProperty("to").GetDateTimeOffset() - replay.GetProperty("from").GetDateTimeOffset()).TotalDays)));
        }
    }

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        JsonDocument.Parse(await app.Visitor("application/json").GetStringAsync(Admin + path)).RootElement;

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        web =>
        {
            web.MapGet("/button", (HttpContext context) => context.GetTrackedSession()!.Variant("button"));
            web.MapPost("/pay", () => "");
            web.MapPost("/out", () => "").TrackSignOut();
            web.MapSessionTracking(Admin).AllowAnonymous();
        },
        after: services => services.AddSessionTracking().AddExperiment("button", "POST /pay"));
}
