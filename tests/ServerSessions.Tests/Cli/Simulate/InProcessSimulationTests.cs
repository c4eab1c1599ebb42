using ServerSessions.Cli.Simulate;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Tests.Cli.Simulate;

public sealed class InProcessSimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Each_rule_finds_its_attackers_and_leaves_honest_visitors_alone(int seed)
    {
        var report = InProcessSimulation.Run(Options(seed, visitors: 200));

        Assert.Superset(new HashSet<string>(["D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10", "D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20"]), report.Rules.Select(rule => rule.Id).ToHashSet());
        Assert.All(report.Rules, rule =>
        {
            Assert.InRange(rule.Attackers, rule.Id == "D14" ? 0 : 1, 200);
            Assert.InRange(rule.Precision!.Value, 0.98, 1);
            Assert.InRange(rule.Recall!.Value, 0.95, 1);
        });
        Assert.Equal(0, report.HighOnHonest);
        // A reader whom a page made open a trap is not blamed; the source is, and that is how the page is found.
        Assert.All(report.Scenarios.Where(scenario => scenario.Honest), scenario => Assert.Equal(scenario.Name == "induced-reader" ? ["D12"] : [], scenario.FlaggedBy!));
    }

    [Fact]
    public void On_a_larger_site_the_rules_are_as_precise()
    {
        var report = InProcessSimulation.Run(Options(seed: 3, visitors: 1_000));

        Assert.All(report.Rules, rule =>
        {
            Assert.InRange(rule.Precision!.Value, 0.98, 1);
            Assert.InRange(rule.Recall!.Value, 0.95, 1);
        });
        Assert.Equal(0, report.HighOnHonest);
    }

    [Fact]
    public void The_model_shop_answers_as_every_script_foresees()
    {
        var report = InProcessSimulation.Run(new SimulationOptions
        {
            Visitors = 80,
            Duration = TimeSpan.FromDays(1),
            Scenarios = [.. ScenarioCatalogue.All.Select(scenario => scenario.Name).Where(name => name != "office-1000")],
            LongestPause = TimeSpan.FromDays(2),
        });

        Assert.Equal(0, report.Errors);
        Assert.Equal(80, report.Visitors);
        Assert.Equal(report.Scenarios.Sum(scenario => scenario.Sessions), report.Journeys);
    }

    [Theory]
    [InlineData(90_210)]
    [InlineData(424_242)]
    public void Sessions_of_people_and_of_all_others_are_counted_separately(int seed)
    {
        var actors = InProcessSimulation.Run(new SimulationOptions
        {
            Seed = seed,
            Visitors = 400,
            Duration = TimeSpan.FromDays(14),
            LongestPause = TimeSpan.FromDays(2),
            Scenarios = [.. ScenarioCatalogue.All.Select(scenario => scenario.Name)],
        }).Actors!;
        Assert.Equal(["person", "other"], actors.Select(a => a.Actor));
        Assert.All(actors, a => Assert.InRange(a.Precision, 0.98, 1));
        Assert.All(actors, a => Assert.InRange(a.Recall, 0.97, 1));
        Assert.All(actors, a => Assert.InRange(a.Sessions, 2_000, int.MaxValue));
    }

    [Fact]
    public void A_rule_is_blamed_for_what_it_missed()
    {
        // Three visits of which no rule's attack is one: nothing to find, nothing found.
        var honest = InProcessSimulation.Run(Options(1, visitors: 3) with { Scenarios = ["shopper", "mistyper"] });
        Assert.All(honest.Rules, rule => Assert.Equal((0, 0, 0, 1.0, 1.0, 0.0), (rule.Attackers, rule.Detected, rule.Findings, rule.Precision, rule.Recall, rule.TimeToDetectSecondsP50)));

        // The crawler that names itself is no attack; the stuffing is D1's alone.
        var mixed = InProcessSimulation.Run(Options(1, visitors: 4) with { Scenarios = ["credential-stuffing", "search-crawler"] });
        Assert.Equal(["D1"], mixed.Rules.Where(rule => rule.Detected > 0).Select(rule => rule.Id));
        Assert.Equal(["D1"], mixed.Scenarios.Single(scenario => scenario.Name == "credential-stuffing").FlaggedBy);
    }

    [Fact]
    public void A_flaw_of_the_application_is_one_episode_however_many_meet_it()
    {
        var flaw = InProcessSimulation.Run(Options(1, visitors: 5) with { Scenarios = ["kept-session-id"] }).Rules.Single(rule => rule.Id == "D14");
        Assert.Equal((1, 1, 1, 1.0, 1.0), (flaw.Attackers, flaw.Detected, flaw.Findings, flaw.Precision, flaw.Recall));
    }

    [Fact]
    public void The_model_declares_what_the_sample_shop_declares()
    {
        var catalog = ShopEndpoints.Catalog;
        Assert.Equal(["checkout.address"], catalog.Find("checkout.payment")!.Requires);
        Assert.Equal(["checkout.payment"], catalog.Find("checkout.order")!.Requires);
        Assert.Equal(["checkout.payment"], catalog.Find("checkout.review")!.Requires);
    }

    private static SimulationOptions Options(int seed, int visitors) => new()
    {
        Seed = seed,
        Visitors = visitors,
        Duration = TimeSpan.FromDays(7),
        LongestPause = TimeSpan.FromDays(2),
    };
}
