using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>What an application records as a value, from the request to the figures.</summary>
public sealed class GoalEndpointsTests
{
    [Fact]
    public async Task Goals_have_times_sessions_conversion_and_what_they_were_worth()
    {
        await using var app = await StartAsync();
        var report = await GetAsync(app, "insights/goals");
        Assert.Equal(9, report.GetProperty("sessions").GetInt32());
        Assert.Equal(["GET /pay 7/7", "order 7/7", "tip 1/1"], report.GetProperty("goals").EnumerateArray().Select(g => $"{g.GetProperty("goal")} {g.GetProperty("times")}/{g.GetProperty("sessions")}").Order(StringComparer.Ordinal));
        var order = report.GetProperty("goals").EnumerateArray().Single(g => g.GetProperty("goal").GetString() == "order");
        Assert.Equal(7.0 / 9, order.GetProperty("conversion").GetDouble(), 9);
        Assert.Equal(["EUR 6 210.6 35.1", "USD 1 1000 1000"], Values(order.GetProperty("values")));
    }

    [Fact]
    public async Task What_is_lost_at_a_step_is_lost_units_times_the_share_with_a_value_times_its_median_from_journeys_and_from_rollups()
    {
        await using var app = await StartAsync();
        foreach (var source in (string[])["journeys", "rollups"])
        {
            var funnel = await GetAsync(app, $"insights/funnels/buy?source={source}");
            Assert.Equal(["EUR 6 210.6", "USD 1 1000"], Values(funnel.GetProperty("values")).Select(v => v[..v.LastIndexOf(' ')]));
            var steps = funnel.GetProperty("steps").EnumerateArray().ToList();
            // One USD order is too few for an estimate.
            var risk = Assert.Single(steps[0].GetProperty("revenueAtRisk").EnumerateArray().ToList());
            Assert.Equal(("EUR", 2), (risk.GetProperty("currency").GetString(), risk.GetProperty("lost").GetInt32()));
            Assert.Equal(6.0 / 7, risk.GetProperty("share").GetDouble(), 9);
            var median = risk.GetProperty("median").GetDouble();
            Assert.InRange(median, source == "journeys" ? 35.1 : 30.1 * 0.95, source == "journeys" ? 35.1 : 40.1 * 1.05);
            Assert.Equal(2 * 6.0 / 7 * median, risk.GetProperty("value").GetDouble(), 0.01);
            Assert.Empty(steps[1].GetProperty("revenueAtRisk").EnumerateArray());
        }
    }

    [Fact]
    public async Task Fewer_than_five_completed_units_with_a_value_give_no_estimate()
    {
        await using var app = await StartAsync();
        var funnel = await GetAsync(app, "insights/funnels/buy?segment=property:kind=even");
        Assert.Equal(["EUR 3 110.3 40.1"], Values(funnel.GetProperty("values")));
        Assert.All(funnel.GetProperty("steps").EnumerateArray(), s => Assert.Empty(s.GetProperty("revenueAtRisk").EnumerateArray()));
    }

    [Fact]
    public async Task Revenue_can_be_counted_again_from_the_exported_steps()
    {
        await using var app = await StartAsync();
        var lines = (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);
        var recounted = lines.Where(l => l.GetProperty("step").GetString() == "order" && l.GetProperty("properties").GetProperty("currency").GetString() == "EUR")
            .Sum(l => decimal.Parse(l.GetProperty("properties").GetProperty("value").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(210.6m, recounted);
        using var cli = new CliRun();
        var file = cli.Bytes("steps.jsonl", await app.Visitor("*/*").GetByteArrayAsync("/admin/sessions/export/steps.jsonl"));
        var goals = (await cli.RunAsync("insight", "goals", file, "--goal", "GET /pay", "--json")).Json;
        Assert.True(JsonElement.DeepEquals((await GetAsync(app, "insights/goals")).GetProperty("goals"), goals.GetProperty("goals")), $"{goals}");
        var funnel = (await cli.RunAsync("insight", "funnel", file, "--steps", "GET /cart", "GET /pay", "--json")).Json;
        Assert.True(JsonElement.DeepEquals((await GetAsync(app, "insights/funnels/buy")).GetProperty("values"), funnel.GetProperty("values")), $"{funnel}");
        var rows = (await app.Visitor("*/*").GetStringAsync("/admin/sessions/export/steps.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var (value, currency) = (Array.IndexOf(rows[0].Split(','), "value"), Array.IndexOf(rows[0].Split(','), "currency"));
        Assert.Equal(210.6m, rows.Skip(1).Select(r => r.Split(',')).Where(r => r[currency] == "EUR").Sum(r => decimal.Parse(r[value], CultureInfo.InvariantCulture)));
    }

    // Six orders of 10.1, 20.1, 30.1, 40.1, 50.1, 60.1 EUR, one of 1000 USD, and two visitors that leave.
    private static async Task<TrackedApp> StartAsync()
    {
        var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapGet("/cart", () => "cart");
                a.MapGet("/pay", (HttpContext c, decimal value, string currency, string kind) =>
                {
                    c.GetTrackedSession()!.Record("order", value, currency, KeyValuePair.Create("kind", kind), KeyValuePair.Create("value", "replaced"));
                    return "paid";
                });
                a.MapGet("/tip", (HttpContext c) =>
                {
                    c.GetTrackedSession()!.Record("tip", 2);
                    c.GetTrackedSession()!.Record("untold", KeyValuePair.Create("value", "many"));
                    return "thanks";
                });
                a.MapPost("/out", () => "bye").TrackSignOut();
                a.MapSessionTracking().AllowAnonymous();
            },
            after: services => services.AddSessionTracking().AddGoal("GET /pay").AddFunnel("buy", "GET /cart", "GET /pay"));
        for (var i = 1; i <= 6; i++)
            await WalkAsync(app, "/cart", $"/pay?value={10 * i}.1&currency=eur&kind={(i is 1 or 3 or 6 ? "odd" : "even")}");
        await WalkAsync(app, "/cart", "/pay?value=1000&currency=USD&kind=other");
        await WalkAsync(app, "/cart", "/tip");
        await WalkAsync(app, "/cart", "/cart");
        await app.ClosedAsync(9);
        return app;
    }

    private static async Task WalkAsync(TrackedApp app, params string[] paths)
    {
        var visitor = app.Visitor();
        foreach (var path in paths)
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
        await visitor.PostAsync("/out", null);
    }

    private static IEnumerable<string> Values(JsonElement values) => values.EnumerateArray().Select(v => string.Create(
        CultureInfo.InvariantCulture, $"{v.GetProperty("currency").GetString()} {v.GetProperty("count").GetInt32()} {v.GetProperty("sum").GetDouble()} {v.GetProperty("median").GetDouble()}"));

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) =>
        await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/" + path);
}
