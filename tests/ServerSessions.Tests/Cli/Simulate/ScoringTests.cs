using ServerSessions.Cli.Simulate;
using ServerSessions.Model;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Tests.Cli.Simulate;

public sealed class ScoringTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Truth _truth = new(new[] { Visit(0, "scanner"), Visit(1, "office-20"), Visit(2, "scanner") }.ToDictionary(visit => visit.Number));

    [Fact]
    public void A_finding_about_an_honest_visitor_costs_precision_and_counts_as_high()
    {
        Probe(visit: 0, network: 1, second: 0);
        Probe(visit: 1, network: 2, second: 10);
        Find("a", network: 1, second: 4, Severity.Medium);
        Find("b", network: 2, second: 12, Severity.High);

        var rule = Assert.Single(Scoring.Rules(_truth, ["D13"]));
        Assert.Equal((2, 1, 2, 1, 1), (rule.Attackers, rule.Detected, rule.Findings, rule.TruePositives, rule.FalsePositives));
        Assert.Equal((0.5, 0.5, 4.0), (rule.Precision, rule.Recall, rule.TimeToDetectSecondsP50));
        Assert.Equal(1, Scoring.HighOnHonest(_truth));
        Assert.Equal(["D13"], Scoring.Scenarios(_truth, new ActorTally(_truth).ByScenario()).Single(scenario => scenario.Name == "office-20").FlaggedBy);
    }

    [Fact]
    public void An_alert_that_grows_over_a_second_attacker_has_found_both()
    {
        Probe(visit: 0, network: 1, second: 0);
        Find("a", network: 1, second: 4, Severity.Medium);
        Probe(visit: 2, network: 1, second: 60);
        Find("a", network: 1, second: 61, Severity.Medium, isNew: false);

        var rule = Assert.Single(Scoring.Rules(_truth, ["D13"]));
        Assert.Equal((2, 1), (rule.Detected, rule.Findings));
        Assert.Equal(1.0, rule.Recall);
    }

    [Fact]
    public void A_visit_at_another_time_is_not_blamed()
    {
        Probe(visit: 0, network: 1, second: 0);
        Probe(visit: 2, network: 1, second: 900);
        Find("a", network: 1, second: 4, Severity.Medium);

        Assert.Equal(1, Assert.Single(Scoring.Rules(_truth, ["D13"])).Detected);
    }

    private static PlannedVisit Visit(int number, string scenario) =>
        new(number, ScenarioCatalogue.All.Single(known => known.Name == scenario), TimeSpan.Zero, 1);

    private void Probe(int visit, ulong network, int second) => _truth.Sends(
        visit,
        new RequestEvent { Key = new Pseudonym(1, 1), Time = 0, Step = "GET (unmatched)", Flags = EventFlags.Unmatched, Network = network, Agent = 9 },
        Start.AddSeconds(second));

    private void Find(string id, ulong network, int second, Severity severity, bool isNew = true) => _truth.Found(
        new Alert
        {
            Id = id,
            Finding = new Finding
            {
                Rule = "D13",
                Name = "probing",
                Severity = severity,
                Subject = new Subject(ActorKind.Source, new Pseudonym(network, 9).ToString()),
                First = Start.AddSeconds(second - 4),
                Raised = Start.AddSeconds(isNew ? second : 4),
                Last = Start.AddSeconds(second),
                Count = 5,
                Reason = "",
            },
        },
        isNew);
}
