using System.Globalization;
using ServerSessions.Cli;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Insight;

/// <summary>Experiments and navigation, offline over lines of steps.</summary>
public sealed class ExperimentInsightTests : IDisposable
{
    private static readonly DateTimeOffset Zero = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task An_experiment_counts_steps_after_the_first_line_with_its_variant()
    {
        var log = _cli.Log("s.jsonl",
            Line("s1", 0, "cart", "A"), Line("s1", 30, "pay", "A"),
            Line("s2", 0, "pay"), Line("s2", 10, "cart", "A"),
            Line("s3", 0, "cart", "B"), Line("s3", 5, "pay"),
            Line("s4", 0, "cart", "B"), Line("s4", 5, "cart", "A"),
            Line("s5", 0, "cart"));
        var readout = await _cli.RunAsync("insight", "experiment", log, "--goal", "pay", "--json");
        Assert.Equal((5, 3, 1), (readout.Number("sessions"), readout.Number("exposed"), readout.Number("crossed")));
        Assert.Equal("notEnoughData", readout.Json.GetProperty("state").GetString());
        var variants = readout.Json.GetProperty("variants").EnumerateArray().Select(v =>
            $"{v.GetProperty("variant")} {v.GetProperty("exposures")} {v.GetProperty("metrics")[0].GetProperty("conversions")} {v.GetProperty("metrics")[0].GetProperty("secondsToConvertP50")}");
        Assert.Equal(["A 2 1 30", "B 1 1 5"], variants);
        Assert.Contains("button: Not enough data", (await _cli.RunAsync("insight", "experiment", log, "--goal", "pay")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_user_a_conversion_in_another_session_counts()
    {
        var log = _cli.Log("s.jsonl", Line("s1", 0, "cart", "B", "ann"), Line("s2", 900, "pay", null, "ann"), Line("s3", 0, "cart", "A", "bob"));
        var variants = (await _cli.RunAsync("insight", "experiment", log, "--goal", "pay", "--unit", "user", "--json")).Json.GetProperty("variants");
        Assert.Equal((0, 1), (
            variants[0].GetProperty("metrics")[0].GetProperty("conversions").GetInt32(), variants[1].GetProperty("metrics")[0].GetProperty("conversions").GetInt32()));
    }

    [Fact]
    public async Task Without_a_variant_it_reports_zeros_and_with_several_experiments_it_requires_a_name()
    {
        var none = await _cli.RunAsync("insight", "experiment", _cli.Log("s.jsonl", Line("s1", 0, "cart")));
        Assert.Equal(ExitCode.Done, none.ExitCode);
        Assert.Contains("(no line names a variant): Not enough data", none.Output, StringComparison.Ordinal);
        var both = _cli.Log("t.jsonl", Line("s1", 0, "cart", "A"), "{\"session\":\"s1\",\"time\":\"2026-01-05T09:00:09Z\",\"step\":\"x\",\"variant\":{\"colour\":\"red\"}}");
        foreach (var asked in (string[][])[[], ["--experiment", "size"]])
        {
            var refused = await _cli.RunAsync(["insight", "experiment", both, .. asked]);
            Assert.Equal(ExitCode.BadInput, refused.ExitCode);
            Assert.Contains("--experiment: button, colour.", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal("colour", (await _cli.RunAsync("insight", "experiment", both, "--experiment", "colour", "--json")).Json.GetProperty("experiment").GetString());
    }

    [Fact]
    public async Task A_link_that_breaks_in_the_sixth_week_is_reported_with_its_edge()
    {
        var lines = new List<string>();
        for (var week = 0; week < 6; week++)
            for (var i = 0; i < 60; i++)
            {
                var at = (week * 7 * 86_400.0) + i;
                lines.Add(Line($"w{week}v{i}", at, "goods"));
                lines.Add(Line($"w{week}v{i}", at + 20, week < 5 ? "cart" : "missing"));
            }

        var report = await _cli.RunAsync("insight", "navigation", _cli.Log("s.jsonl", [.. lines]), "--json");
        Assert.Equal((1, 5), (report.Number("fired"), report.Number("weeks")));
        var anomaly = report.Json.GetProperty("anomalies")[0];
        Assert.Equal("goods", anomaly.GetProperty("route").GetString());
        Assert.Equal(Zero.AddDays(35), anomaly.GetProperty("hour").GetDateTimeOffset());
        var edge = anomaly.GetProperty("shifts")[0].GetProperty("edges")[0];
        Assert.Equal(("edgeVanished", "cart", 0, 60), (
            anomaly.GetProperty("shifts")[0].GetProperty("kind").GetString(), edge.GetProperty("to").GetString(), edge.GetProperty("sessions").GetInt32(), edge.GetProperty("expected").GetInt32()));
        Assert.Contains("no session goes on to cart (0, usual 60)", (await _cli.RunAsync("insight", "navigation", _cli.PathOf("s.jsonl"))).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("insight", "navigation", _cli.Log("none.jsonl"), "--json")).Number("fired"));
    }

    private static string Line(string session, double at, string step, string? variant = null, string? user = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"session\":\"{session}\",\"time\":\"{Zero.AddSeconds(at):O}\",\"step\":\"{step}\"{(variant is null ? "" : $",\"variant\":{{\"button\":\"{variant}\"}}")}{(user is null ? "" : $",\"user\":\"{user}\"")}}}");
}
