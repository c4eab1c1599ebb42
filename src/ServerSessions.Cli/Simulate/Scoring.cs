using ServerSessions.Simulation.Visiting;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Cli.Simulate;

/// <summary>Holds findings against the truth. A finding is true when one of the visits it is about is an attack that its rule should find.</summary>
internal static class Scoring
{
    private const int Digits = 4;

    public static IReadOnlyList<RuleScore> Rules(Truth truth, IEnumerable<string> rules) => [.. rules.Select(rule => Rule(truth, rule))];

    public static IReadOnlyList<ScenarioScore> Scenarios(Truth truth, ILookup<string, KeyValuePair<string, int>> actors)
    {
        var sessions = truth.SessionsByVisit.CountBy(visit => truth.Visits[visit].Scenario.Name).ToDictionary();
        var flags = truth.Findings.SelectMany(finding => finding.Blamed.Keys.Select(visit => (truth.Visits[visit].Scenario.Name, finding.Rule)))
            .Distinct().ToLookup(flag => flag.Name, flag => flag.Rule);
        return
        [
            .. truth.Visits.Values.Select(visit => visit.Scenario).DistinctBy(scenario => scenario.Name).OrderBy(Order)
                .Select(scenario => new ScenarioScore(
                    scenario.Name, scenario.Honest, sessions.GetValueOrDefault(scenario.Name), [.. flags[scenario.Name].Order(StringComparer.Ordinal)]) { Actors = actors[scenario.Name].ToDictionary() }),
        ];
    }

    /// <summary>Findings of high severity that no attack has part in.</summary>
    public static int HighOnHonest(Truth truth) =>
        truth.Findings.Count(finding => finding.Severity == Severity.High && finding.Blamed.Keys.All(visit => truth.Visits[visit].Scenario.Honest));

    private static RuleScore Rule(Truth truth, string rule)
    {
        bool ShouldFind(int visit) => truth.Visits[visit].Scenario.ExpectedRule == rule;
        var findings = truth.Findings.Where(finding => finding.Rule == rule).ToList();
        string Episode(int visit) => truth.Visits[visit].Scenario is { IsOneEpisode: true } flaw ? flaw.Name : $"{visit}";
        // Another rule may be as right about an attack as the one that it is made for.
        bool MayFind(int visit) => ShouldFind(visit) || truth.Visits[visit].Scenario.AlsoTrue.Contains(rule);
        bool IsRight(JudgedFinding finding) => finding.Blamed.Keys.Any(visit => MayFind(visit) || (finding.IsContribution && !truth.Visits[visit].Scenario.Honest));
        var right = findings.Where(IsRight).ToList();
        var attackers = truth.Visits.Keys.Where(ShouldFind).Select(Episode).Distinct().Count();
        var times = right.SelectMany(finding => finding.Blamed).Where(blame => ShouldFind(blame.Key))
            .GroupBy(blame => Episode(blame.Key), blame => blame.Value).Select(visit => visit.Min()).Order().ToList();
        return new RuleScore
        {
            Id = rule,
            Attackers = attackers,
            Detected = times.Count,
            Findings = findings.Count,
            TruePositives = right.Count,
            FalsePositives = findings.Count - right.Count,
            Precision = Share(right.Count, findings.Count),
            Recall = Share(times.Count, attackers),
            TimeToDetectSecondsP50 = times.Count == 0 ? 0 : Math.Round(times[(times.Count - 1) / 2].TotalSeconds, Digits),
        };
    }

    // With nothing to judge, the share is 1: no figure is null.
    private static double Share(int part, int whole) => whole == 0 ? 1 : Math.Round((double)part / whole, Digits);

    private static int Order(IScenario scenario)
    {
        for (var index = 0; index < ScenarioCatalogue.All.Count; index++)
            if (ScenarioCatalogue.All[index] == scenario)
                return index;
        return int.MaxValue;
    }
}
