using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class AccountBruteForceTests
{
    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void Ten_failures_at_one_account_are_an_attack_and_nine_are_not(int failures, int alerts) =>
        Assert.Equal(alerts, Raised(Failing(failures)).Count);

    [Theory]
    [InlineData(1200, 1)]
    [InlineData(1200.000001, 0)]
    public void They_fail_within_twenty_minutes(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(9), Login(last, 0)]).Count);

    [Fact]
    public void Nine_failures_a_success_and_nine_again_are_slips() =>
        Assert.Empty(Raised([.. Failing(9), Login(20, 0, succeeds: true), .. Failing(9, from: 30)]));

    [Fact]
    public void Slips_in_the_owners_own_browser_do_not_count() =>
        Assert.Empty(Raised([.. Failing(40).Select(e => e.With(EventFlags.KnownDevice))]));

    [Theory]
    [InlineData(77, 0)]
    [InlineData(78, 1)]
    public void The_owners_sign_in_takes_back_failures_of_the_same_network_and_not_those_elsewhere(ulong home, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(9), Login(20, 0, succeeds: true, network: home, visitor: 2).With(EventFlags.KnownDevice), Login(30, 0)]).Count);

    [Fact]
    public void A_phone_that_changes_its_network_takes_back_the_slips_of_its_session() =>
        Assert.Empty(Raised([.. Failing(9), Login(20, 0, succeeds: true, network: 78), .. Failing(9, from: 30)]));

    [Theory]
    [InlineData(29, 3, 0)]
    [InlineData(30, 2, 0)]
    [InlineData(30, 3, 1)]
    public void Thirty_failures_in_a_day_from_three_networks_are_an_attack_too(int failures, int networks, int alerts) =>
        Assert.Equal(alerts, Raised(Spread(failures, networks, minutes: 45)).Count);

    [Fact]
    public void What_is_older_than_a_day_does_not_count() => Assert.Empty(Raised(Spread(60, 6, minutes: 50)));

    [Fact]
    public void Fast_alone_is_never_high_and_fast_from_everywhere_is()
    {
        Assert.Equal(Severity.Medium, Assert.Single(Raised(Failing(60))).Severity);
        Assert.Equal(Severity.High, Assert.Single(Raised([.. Failing(10).Select((e, i) => e with { Network = (ulong)(i % 3) + 1 })])).Severity);
    }

    [Fact]
    public void Ten_people_who_mistype_once_are_ten_accounts() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 50).Select(i => Login(i, i))]));

    [Fact]
    public void The_finding_says_how_many_failed_and_shows_where_from()
    {
        var finding = Assert.Single(Raised(Failing(10)));
        Assert.Equal(ActorKind.Account, finding.Subject.Kind);
        Assert.StartsWith("10 sign-ins to one account failed within 20 minutes, from 1 network", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(10, finding.Evidence.Count);
        Assert.All(finding.Evidence, e => Assert.StartsWith("failed, from network 00000000", e.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void Where_the_accounts_are_not_known_one_source_that_only_fails_is_an_attack(int failures, int alerts)
    {
        var raised = Raised([.. Failing(failures).Select(Nameless)]);
        Assert.Equal(alerts, raised.Count);
        Assert.All(raised, f => Assert.Equal((ActorKind.Source, Severity.Medium), (f.Subject.Kind, f.Severity)));
    }

    [Fact]
    public void People_behind_one_address_whose_names_are_not_known_succeed_between_their_slips() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 400).Select(i => Nameless(Login(i, 0, succeeds: i % 4 == 0)))]));

    private static RequestEvent Nameless(RequestEvent e) => e with { Detail = e.Detail! with { Account = default } };

    [Fact]
    public void However_long_it_goes_on_little_is_remembered()
    {
        var run = new FoldRun().Live(Failing(5_000));
        Assert.InRange(run.Fold.Actor(new(ActorKind.Account, new Pseudonym(0xACC0, 1)))!.Detection.Memories["D3"].Marks.Count, 10, 64);
    }

    private static RequestEvent[] Failing(int failures, double from = 0) => [.. Enumerable.Range(0, failures).Select(i => Login(from + i, 0))];

    private static RequestEvent[] Spread(int failures, int networks, double minutes) =>
        [.. Enumerable.Range(0, failures).Select(i => Login(i * minutes * 60, 0, network: (ulong)(i % networks) + 1))];

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).End().Raised.Where(f => f.Rule == "D3")];
}
