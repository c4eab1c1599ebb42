using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;
using ServerSessions.Simulation.Visiting;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Simulation;

public sealed class SimulationRunnerTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("http://10.0.0.8:5000")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://localhost@example.com/")]
    [InlineData("http://[2001:db8::1]/")]
    public void Another_machine_is_refused_with_a_sentence(string url)
    {
        var refusal = Assert.Throws<ArgumentException>(() => SimulationRunner.Against(new Uri(url), new SimulationOptions(), TimeProvider.System));

        Assert.Contains("another machine", refusal.Message);
    }

    [Theory]
    [InlineData("ftp://localhost/")]
    [InlineData("file:///etc/hosts")]
    public void Something_else_than_http_is_refused(string url)
    {
        var refusal = Assert.Throws<ArgumentException>(() => SimulationRunner.Against(new Uri(url), new SimulationOptions(), TimeProvider.System));

        Assert.Contains("http://localhost:5000", refusal.Message);
    }

    [Theory]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("https://[::1]:5001/")]
    public void This_machine_is_accepted(string url) =>
        SimulationRunner.Against(new Uri(url), new SimulationOptions(), TimeProvider.System).Dispose();

    [Fact]
    public async Task The_same_seed_makes_the_same_requests_and_another_seed_makes_others()
    {
        var first = await RequestsAsync(seed: 3);
        var again = await RequestsAsync(seed: 3);
        var other = await RequestsAsync(seed: 4);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_simulation_stops_by_itself_when_its_time_is_over()
    {
        var time = new TestClock();
        using var simulation = new SimulationRunner(
            new HttpVisitorClient(shop.CreateBareClient()), new SimulationOptions { Visitors = 4, Scenarios = ["shopper"], Duration = TimeSpan.FromMinutes(5) }, time);

        var running = simulation.RunAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        var report = await running.InTimeAsync();

        Assert.Equal(report.Visitors, report.CutOff);
        Assert.Empty(report.Surprises);
        Assert.Equal(TimeSpan.FromMinutes(5), report.Elapsed);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed()
    {
        var client = new RedirectingClient("https://elsewhere.example/");
        using var simulation = new SimulationRunner(
            client, new SimulationOptions { Visitors = 1, Scenarios = ["scanner"], Duration = Timeout.InfiniteTimeSpan }, new InstantTime());

        var report = await simulation.RunAsync();

        Assert.Contains(report.Surprises, surprise => surprise.Contains("elsewhere.example"));
        Assert.True(client.Paths.All(path => path.StartsWith('/')));
    }

    [Fact]
    public void The_plan_has_every_scenario_before_it_repeats_one()
    {
        var common = ScenarioCatalogue.Choose([]);

        var plan = SimulationPlan.Make(new SimulationOptions { Visitors = common.Count });

        Assert.Equal(common.Select(scenario => scenario.Name).Order(), plan.Select(visit => visit.Scenario.Name).Order());
    }

    [Fact]
    public void A_demonstration_begins_with_visitors_and_an_attack_within_seconds()
    {
        var plan = SimulationPlan.Make(SimulationOptions.Demo(seed: 1, TimeSpan.FromMinutes(3)));

        Assert.True(plan.Count(visit => visit.Scenario.Honest && visit.Begins < TimeSpan.FromSeconds(1)) >= 12);
        Assert.Contains(plan, visit => visit.Scenario.Name == "credential-stuffing" && visit.Begins == TimeSpan.FromSeconds(2));
        Assert.Contains(plan, visit => visit.Scenario.Name == "scanner" && visit.Begins <= TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void An_unknown_scenario_is_answered_with_the_known_ones()
    {
        var refusal = Assert.Throws<ArgumentException>(() => ScenarioCatalogue.Choose(["burglar"]));

        Assert.Contains("burglar", refusal.Message);
        Assert.Contains("office-20", refusal.Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulationRunner.Against(new Uri("http://localhost"), new SimulationOptions { Pace = 0 }, TimeProvider.System));

    [Theory]
    [InlineData("office-200")]
    [InlineData("office-1000")]
    [InlineData("mobile-carrier")]
    [InlineData("slow-typist")]
    [InlineData("password-manager")]
    [InlineData("restored-tabs")]
    [InlineData("back-button")]
    [InlineData("prefetch")]
    [InlineData("link-checker")]
    [InlineData("search-crawler")]
    [InlineData("polling-dashboard")]
    [InlineData("mistyper")]
    [InlineData("telemetry")]
    [InlineData("shared-kiosk")]
    [InlineData("traveller")]
    public void The_promised_honest_scenarios_are_there(string name) => Assert.True(Assert.Single(ScenarioCatalogue.Choose([name])).Honest);

    /// <summary>What each client sent, in its order; tokens, cookies and order numbers are the shop's luck and left out.</summary>
    private async Task<string[]> RequestsAsync(int seed)
    {
        var client = new RecordingClient(new HttpVisitorClient(shop.CreateBareClient()));
        var options = new SimulationOptions { Seed = seed, Visitors = 24, Duration = Timeout.InfiniteTimeSpan, Concurrency = 4 };
        using var simulation = new SimulationRunner(client, options, new InstantTime());
        await simulation.RunAsync();
        return
        [
            .. client.Sent.Where(request => !request.Path.StartsWith("/checkout/orders/", StringComparison.Ordinal)).Select(Line).Order(StringComparer.Ordinal),
        ];
    }

    private static string Line(VisitorRequest request) => string.Join(' ',
    [
        request.Method, request.Path,
        .. request.Headers.Where(header => header.Key is "User-Agent" or "X-Forwarded-For" or "Sec-Purpose").Select(header => header.Value),
        .. (request.Form ?? []).Where(field => field.Key != "__RequestVerificationToken").Select(field => $"{field.Key}={field.Value}"),
    ]);
}
