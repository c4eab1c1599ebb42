using ServerSessions.Detection;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios.Evasions;

namespace ServerSessions.Cli.Simulate.Evading;

/// <summary>
/// Measures the pace at which each evasion stays unseen: one attacker, alone, for a day or 3,000 attempts, at each pace of a ladder. Every pace is tried, since
/// rules that compare with each other need not find a faster attack because they find a slower one; the first pace that is found ends the unseen ones.
/// </summary>
internal static class EvasionSearch
{
    private const double Step = 1.5;
    private const int Rungs = 22;

    /// <summary>Attempts an hour, from one in two hours to some 2,500, each half as fast again as the one before.</summary>
    public static IReadOnlyList<double> Paces { get; } = [.. Enumerable.Range(0, Rungs).Select(rung => Math.Round(0.5 * Math.Pow(Step, rung), 1))];

    /// <param name="seed">Seed of the attackers.</param>
    /// <param name="done">Called after each run.</param>
    public static IReadOnlyList<EvasionScore> Run(int seed, Action done)
    {
        var options = new SimulationOptions { Seed = seed, Visitors = 1, Duration = TimeSpan.FromDays(1), LongestPause = TimeSpan.FromDays(2) };
        var learned = InProcessSimulation.Learn(options);
        return [.. EvasionCatalogue.All.Select(evasion => Measure(evasion, options with { Scenarios = [evasion.Name] }, learned, done))];
    }

    private static EvasionScore Measure(Evasion evasion, SimulationOptions options, Baselines learned, Action done)
    {
        var (all, rule) = (new Ladder(), new Ladder());
        foreach (var pace in Paces)
        {
            var found = FoundBy(options with { AttemptsPerHour = pace }, learned);
            all.Add(pace, found);
            rule.Add(pace, [.. found.Where(id => id == evasion.ExpectedRule)]);
            done();
        }

        return new EvasionScore(evasion.Name, evasion.ExpectedRule!, evasion.Means, all.Unseen, rule.Unseen, all.FoundBy);
    }

    private static IReadOnlyList<string> FoundBy(SimulationOptions options, Baselines learned) =>
        [.. InProcessSimulation.Run(options, learned).Scenarios.SelectMany(scenario => scenario.FlaggedBy ?? [])];

    private sealed class Ladder
    {
        private bool _isFound;

        public double Unseen { get; private set; }

        public IReadOnlyList<string> FoundBy { get; private set; } = [];

        public void Add(double pace, IReadOnlyList<string> found)
        {
            if (_isFound)
                return;
            if (_isFound = found.Count > 0)
                FoundBy = found;
            else
                Unseen = pace;
        }
    }
}
