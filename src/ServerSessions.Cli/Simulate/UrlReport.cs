using ServerSessions.Simulation;

namespace ServerSessions.Cli.Simulate;

/// <summary>What is known of a simulation against a URL: what was sent, and the truth about it.</summary>
internal static class UrlReport
{
    public static SimulateReport Of(SimulationReport ran)
    {
        var visits = ran.Labels.DistinctBy(label => label.Visit).ToList();
        return new SimulateReport
        {
            Seed = ran.Seed,
            Visitors = ran.Visitors,
            Requests = ran.Requests,
            Journeys = null,
            Rules = [.. Cli.Rules.Engine().Detectors.Select(detector => new RuleScore
            {
                Id = detector.Info.Id,
                Attackers = visits.Count(visit => visit.ExpectedRule == detector.Info.Id),
            })],
            HighOnHonest = null,
            Scenarios = [.. visits.DistinctBy(visit => visit.Scenario).OrderBy(visit => visit.Scenario, StringComparer.Ordinal)
                .Select(visit => new ScenarioScore(visit.Scenario, visit.Honest, null, null))],
            Errors = ran.Errors,
            GroundTruth = ran.Labels,
        };
    }
}
