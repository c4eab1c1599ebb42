using ServerSessions.Simulation.Scenarios;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation;

/// <summary>Plans the visits and their times before the first request, by the seed alone.</summary>
internal static class SimulationPlan
{
    private const int OpeningVisitors = 12;

    public static IReadOnlyList<PlannedVisit> Make(SimulationOptions options)
    {
        var scenarios = ScenarioCatalogue.Choose(options.Scenarios);
        var random = new Random(options.Seed);
        // Every scenario once, the rest by weight.
        var weighted = scenarios.SelectMany(scenario => Enumerable.Repeat(scenario, Math.Max(1, scenario.Weight))).ToArray();
        var made = new Dictionary<IScenario, int>();
        var visits = new PlannedVisit[options.Visitors];
        for (var number = 0; number < visits.Length; number++)
        {
            var scenario = number < scenarios.Count ? scenarios[number] : Pick(weighted, made, random);
            made[scenario] = made.GetValueOrDefault(scenario) + 1;
            visits[number] = new PlannedVisit(number, scenario, Begins(options, random), random.Next());
        }
        if (options.QuickStart)
            Open(visits);
        var planned = options.Planned.Select((plan, index) => new PlannedVisit(visits.Length + index, ScenarioCatalogue.Choose([plan.Scenario])[0], plan.Begins, random.Next()));
        return [.. visits.Concat(planned).OrderBy(visit => visit.Begins).ThenBy(visit => visit.Number)];
    }

    // Scenarios that happen so often come no more; where all are of that kind, they come all the same.
    private static IScenario Pick(IScenario[] weighted, Dictionary<IScenario, int> made, Random random)
    {
        var scenario = weighted[random.Next(weighted.Length)];
        for (var left = weighted.Length; left > 0 && made.GetValueOrDefault(scenario) >= scenario.MostVisits; left--)
            scenario = weighted[random.Next(weighted.Length)];
        return scenario;
    }

    private static TimeSpan Begins(SimulationOptions options, Random random) =>
        options.Rhythm is { } rhythm ? rhythm(random.NextDouble())
        : options.Duration == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : options.Duration * (random.NextDouble() * 2 / 3);

    private static void Open(PlannedVisit[] visits)
    {
        var honest = visits.Where(visit => visit.Scenario.Honest).Take(OpeningVisitors).ToArray();
        foreach (var (index, visit) in honest.Index())
            visits[visit.Number] = visit with { Begins = TimeSpan.FromMilliseconds(80 * index) };
    }
}
