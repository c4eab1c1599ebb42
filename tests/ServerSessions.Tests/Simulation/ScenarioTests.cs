using ServerSessions.Simulation;
using ServerSessions.Simulation.Scenarios;
using ServerSessions.Simulation.Visiting;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Simulation;

public sealed class ScenarioTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    // The big offices are the small one with more desks.
    private static readonly IScenario[] Scripts = [.. ScenarioCatalogue.All.Where(scenario => scenario.Name is not ("office-200" or "office-1000"))];

    public static TheoryData<string> Names => [.. Scripts.Select(scenario => scenario.Name)];

    public static TheoryData<string> HonestNames => [.. Scripts.Where(scenario => scenario.Honest).Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_runs_to_its_end_and_meets_no_surprise(string name)
    {
        var (report, _) = await RunAsync(name, visitors: 2);

        Assert.Empty(report.Surprises);
        Assert.Equal(2, report.Visitors);
        Assert.Equal(0, report.CutOff);
        Assert.True(report.Requests > 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_client_that_sent_a_request_has_a_label_with_the_truth(string name)
    {
        var scenario = Scripts.Single(scenario => scenario.Name == name);

        var (report, client) = await RunAsync(name, visitors: 1);

        var labelled = report.Labels.Select(label => (label.Address, label.UserAgent)).ToHashSet();
        Assert.All(client.Sent, request => Assert.Contains((Header(request, "X-Forwarded-For"), Header(request, "User-Agent")), labelled));
        Assert.All(report.Labels, label => Assert.Equal((name, scenario.Honest, scenario.ExpectedRule), (label.Scenario, label.Honest, label.ExpectedRule)));
    }

    [Fact]
    public async Task An_office_of_two_hundred_has_two_hundred_desks_behind_one_address()
    {
        var (report, _) = await RunAsync("office-200", visitors: 1);

        Assert.Empty(report.Surprises);
        Assert.Equal(200, report.Labels.Count);
        Assert.Single(report.Labels.Select(label => label.Address).Distinct());
    }

    [Theory]
    [MemberData(nameof(HonestNames))]
    public async Task An_honest_visitor_pays_before_ordering(string name)
    {
        var (_, client) = await RunAsync(name, visitors: 2);

        // Cookies distinguish visitors where an address does not: the shop's cookie is the basket.
        var paid = new HashSet<string>();
        foreach (var request in client.Sent.Where(request => request.Method == "POST"))
        {
            var basket = Header(request, "Cookie").Split("; ").FirstOrDefault(cookie => cookie.StartsWith("shop=", StringComparison.Ordinal)) ?? "";
            if (request.Path == ShopPaths.Payment)
                paid.Add(basket);
            if (request.Path == ShopPaths.Order)
                Assert.Contains(basket, paid);
        }
    }

    [Theory]
    [InlineData("credential-stuffing", 30, 1)]
    [InlineData("credential-stuffing-browser", 30, 1)]
    [InlineData("credential-stuffing-distributed", 40, 4)]
    public async Task Stuffing_tries_each_account_once_with_another_password_and_without_being_known(string name, int min, int sources)
    {
        var (report, client) = await RunAsync(name, visitors: 1);

        var attempts = client.Sent.Where(request => request is { Method: "POST", Path: ShopPaths.SignIn }).ToArray();
        var accounts = attempts.Select(attempt => attempt.Form!.Single(field => field.Key == "Email").Value).ToHashSet();
        var passwords = attempts.Select(attempt => attempt.Form!.Single(field => field.Key == "Password").Value).ToHashSet();
        Assert.True(accounts.Count >= min, $"{accounts.Count} accounts");
        Assert.Equal(attempts.Length, passwords.Count);
        Assert.Equal(sources, attempts.Select(attempt => Header(attempt, "X-Forwarded-For")).Distinct().Count());
        // What came with the form, antiforgery and tracking, is all that an attempt ever carries: no cookie is seen twice.
        var cookies = attempts.SelectMany(attempt => Header(attempt, "Cookie").Split("; ")).ToArray();
        Assert.True(cookies.Length >= attempts.Length);
        Assert.Equal(cookies.Length, cookies.Distinct().Count());
        Assert.Equal(0, report.Errors);
    }

    [Theory]
    [InlineData("impossible-navigation")]
    [InlineData("skipped-payment")]
    public async Task An_order_without_payment_is_posted_with_a_valid_form_token_and_refused_by_the_shop(string name)
    {
        var (_, client) = await RunAsync(name, visitors: 1);

        Assert.Contains(client.Sent, request => request is { Method: "POST", Path: ShopPaths.Order } && request.Form!.Any(field => field.Key == "__RequestVerificationToken"));
        Assert.DoesNotContain(client.Sent, request => request.Path == ShopPaths.Payment);
    }

    [Theory]
    [InlineData("scanner", 25)]
    [InlineData("nameless-scanner", 20)]
    public async Task A_scanner_requests_many_different_paths(string name, int min)
    {
        var (_, client) = await RunAsync(name, visitors: 1);

        Assert.True(client.Sent.Select(request => request.Path).Distinct().Count() >= min);
        Assert.Equal(name == "nameless-scanner", client.Sent.All(request => Header(request, "User-Agent").Length == 0));
    }

    [Fact]
    public async Task A_prefetching_browser_says_so()
    {
        var (_, client) = await RunAsync("prefetch", visitors: 1);

        Assert.Contains(client.Sent, request => Header(request, "Sec-Purpose") == "prefetch" && request.Path == ShopPaths.Payment);
    }

    [Fact]
    public async Task A_member_of_staff_signs_in_from_the_office_and_nowhere_else()
    {
        var (report, _) = await RunAsync("office-20", visitors: 1);

        Assert.Equal(20, report.Labels.Count);
        Assert.All(report.Labels, label => Assert.NotNull(label.Account));
        Assert.Single(report.Labels.Select(label => label.Address).Distinct());
    }

    private static string Header(VisitorRequest request, string name) => request.Headers.FirstOrDefault(header => header.Key == name).Value ?? "";

    private async Task<(SimulationReport Report, RecordingClient Client)> RunAsync(string scenario, int visitors)
    {
        var client = new RecordingClient(new HttpVisitorClient(shop.CreateBareClient()));
        var options = new SimulationOptions { Seed = 7, Scenarios = [scenario], Visitors = visitors, Duration = Timeout.InfiniteTimeSpan, LongestPause = TimeSpan.FromDays(1) };
        using var simulation = new SimulationRunner(client, options, new InstantTime());
        return (await simulation.RunAsync(), client);
    }
}
