using System.Globalization;
using ServerSessions.Cli.Simulate;
using ServerSessions.Cli.Simulate.Evading;
using ServerSessions.Detection;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios.Evasions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Simulate;

/// <summary>What docs/detections.md says of the cheapest evasions is what the command measures.</summary>
public class EvasionSearchTests
{
    private const int Seed = 7;
    private const string Heading = "## What evasion costs";

    private static readonly Lazy<Baselines> Learned = new(() => InProcessSimulation.Learn(Options("patient-list", 1)));

    public static TheoryData<string> Evasions => [.. EvasionCatalogue.All.Select(evasion => evasion.Name)];

    [Theory]
    [MemberData(nameof(Evasions))]
    public void The_page_has_the_highest_unseen_pace_and_the_rule_that_finds_the_next(string name)
    {
        var (unseen, foundBy) = Assert.Single(Table(), row => row.Name == name) is var row ? (row.Unseen, row.FoundBy) : default;
        if (unseen > 0)
            Assert.Empty(FoundBy(name, unseen));
        var next = EvasionSearch.Paces.FirstOrDefault(pace => pace > unseen);
        if (next == 0)
            Assert.Equal("-", foundBy);
        else
            Assert.Equal(foundBy, string.Join(", ", FoundBy(name, next)));
    }

    [Fact]
    public void Every_line_of_the_page_is_an_evasion() => Assert.Equal(EvasionCatalogue.All.Select(evasion => evasion.Name), Table().Select(row => row.Name));

    [Fact]
    public void An_evasion_makes_its_attempts_and_ends_after_a_day()
    {
        var report = InProcessSimulation.Run(Options("patient-scan", 10), Learned.Value);
        Assert.Equal(0, report.Errors);
        Assert.InRange(report.Requests, 200, 280); // 24 hours of 10, at uneven intervals
    }

    private static IReadOnlyList<string> FoundBy(string name, double pace) =>
        [.. InProcessSimulation.Run(Options(name, pace), Learned.Value).Scenarios.SelectMany(scenario => scenario.FlaggedBy ?? [])];

    private static SimulationOptions Options(string name, double pace) =>
        new() { Seed = Seed, Visitors = 1, Duration = TimeSpan.FromDays(1), LongestPause = TimeSpan.FromDays(2), Scenarios = [name], AttemptsPerHour = pace };

    private static List<(string Name, double Unseen, string FoundBy)> Table() =>
    [
        .. File.ReadAllLines(Path.Combine(SourceTree.Root(), "docs", "detections.md")).SkipWhile(line => line != Heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| D", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[2].Trim('`'), cells[4] == "none" ? 0 : double.Parse(cells[4], CultureInfo.InvariantCulture), cells[6])),
    ];
}
