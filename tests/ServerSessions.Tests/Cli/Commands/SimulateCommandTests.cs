using System.Text.Json;
using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Commands;

public sealed partial class SimulateCommandTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_same_seed_gives_the_same_object_but_for_the_time_taken_and_another_seed_another()
    {
        var first = await Json("3");
        Assert.Equal(first, await Json("3"));
        Assert.NotEqual(first, await Json("4"));
    }

    [Fact]
    public async Task The_object_has_the_members_that_are_promised_and_no_figure_is_null()
    {
        var report = (await Run("--visitors", "3", "--scenario", "scanner", "shopper", "--json")).Json;

        Assert.Equal(
            ["seed", "visitors", "requests", "journeys", "rules", "highOnHonest", "actors", "scenarios", "errors", "elapsedSeconds"],
            report.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["id", "attackers", "detected", "findings", "truePositives", "falsePositives", "precision", "recall", "timeToDetectSecondsP50"],
            report.GetProperty("rules")[0].EnumerateObject().Select(member => member.Name));
        Assert.All(report.GetProperty("rules").EnumerateArray().SelectMany(rule => rule.EnumerateObject()), figure =>
            Assert.NotEqual(JsonValueKind.Null, figure.Value.ValueKind));
        Assert.Equal(["name", "honest", "sessions", "flaggedBy", "actors"], report.GetProperty("scenarios")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["actor", "sessions", "labelled", "right", "precision", "recall"], report.GetProperty("actors")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["shopper", "scanner"], report.GetProperty("scenarios").EnumerateArray().Select(scenario => scenario.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_report_for_a_reader_names_rules_and_scenarios()
    {
        var text = (await Run("--visitors", "2", "--scenario", "scanner", "shopper")).Output;
        Assert.Matches(@"D13\s+1\s+1\s", text);
        Assert.Matches(@"scanner\s+no\s+\d+\s+(D\d+, )*D13", text);
        Assert.Matches(@"shopper\s+yes\s+1\s+-", text);
    }

    [Theory]
    [InlineData("another machine", "--url", "http://example.com")]
    [InlineData("--url was given 'nonsense'", "--url", "nonsense")]
    [InlineData("both --url and --in-process", "--url", "http://localhost:1", "--in-process")]
    [InlineData("no scenario 'burglar'", "--scenario", "burglar")]
    [InlineData("--visitors was given '0'", "--visitors", "0")]
    [InlineData("--seed was given 'x'", "--seed", "x")]
    [InlineData("--duration was given '0s'", "--duration", "0s")]
    [InlineData("takes options only", "shopper")]
    [InlineData("no option --colour", "--colour")]
    public async Task An_unusable_argument_is_named_and_exits_with_2(string message, params string[] arguments)
    {
        var result = await Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_a_url_unknown_figures_are_null_and_the_truth_is_reported()
    {
        // No server listens there: every visit fails at its first request, and is still reported.
        var result = await Run("--url", "http://127.0.0.1:9", "--visitors", "2", "--scenario", "scanner", "shopper", "--duration", "2s", "--json");
        var report = result.Json;

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("admin endpoint", result.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("highOnHonest").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("rules")[0].GetProperty("recall").ValueKind);
        Assert.Equal(1, report.GetProperty("rules").EnumerateArray().Single(rule => rule.GetProperty("id").GetString() == "D13").GetProperty("attackers").GetInt32());
        Assert.Contains(report.GetProperty("groundTruth").EnumerateArray(), label => label.GetProperty("expectedRule").GetString() == "D13");
    }

    private Task<CliResult> Run(params string[] arguments) => _cli.RunAsync(["simulate", .. arguments]);

    private async Task<string> Json(string seed) =>
        Elapsed().Replace((await Run("--visitors", "30", "--duration", "3d", "--seed", seed, "--json", "--scenario", "shopper", "mobile-carrier", "scanner", "office-20")).Output, "");

    [GeneratedRegex("\"elapsedSeconds\": [0-9.]+")]
    private static partial Regex Elapsed();
}
