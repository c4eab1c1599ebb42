using ServerSessions.Detection;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios.Evasions;

namespace ServerSessions.Cli.Simulate.Evading;

/// <summary>
/// Measures the pace at which each evasion stays unseen: one attacker, alone, for a day or 3,000 attempts, at one pace of a ladder after the other. The first
/// pace that is found ends the search, also where a faster one would not be found.
/// </summary>
internal static class EvasionSearch
{
    private const double Step = 1.5;
    private const int Rungs = 22;

    /// <summary>Attempts an hour, from one in two hours to some 2,500, each half as fast again as the one before.</summary>
    public static IReadOnlyList<double> Paces { get; } = [.. Enumerable.Range(0, Rungs).Select(rung => Math.Round(0.5 * Math.Pow(Step, rung), 1))];

    /// <param name="seed">Seed of the attackers.</param>
    /// <param name="done">Called after each evasion.</param>
    public static IReadOnlyList<EvasionScore> Run(int seed, Action done)
    {
        var options = new SimulationOptions { Seed = seed, Visitors = 1, Duration = TimeSpan.FromDays(1), LongestPause = TimeSpan.FromDays(2) };
        var learned = InProcessSimulation.Learn(options);
        return [.. EvasionCatalogue.All.Select(evasion =>
        {
            var score = Measure(evasion, options with { Scenarios = [evasion.Name] }, learned);
            done();
            return score;
        })];
    }

    private static EvasionScore Measure(Evasion evasion, SimulationOptions options, Baselines learned)
    {
        var (unseenByAll, unseenByRule) = (0.0, 0.0);
        IReadOnlyList<string> foundBy = [];
        foreach (var pace in Paces)
        {
            var found = FoundBy(options with { AttemptsPerHour = pace }, learned);
            if (foundBy.Count == 0)
                (foundBy, unseenByAll) = (found, found.Count == 0 ? pace : unseenByAll);
            if (found.Contains(evasion.ExpectedRule!))
                break;
            unseenByRule = pace;
        }

        return new EvasionScore(evasion.Name, evasion.ExpectedRule!, evasion.Means, unseenByAll, unseenByRule, foundBy);
    }

    private static IReadOnlyList<string> FoundBy(SimulationOptions options, Baselines learned) =>
        [.. InProcessSimulation.Run(options, learned).Scenarios.SelectMany(scenario => scenario.FlaggedBy ?? [])];
}
