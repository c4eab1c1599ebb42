using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class CredentialStuffingTests
{
    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void Eight_accounts_that_fail_are_an_attack_and_seven_are_not(int accounts, int alerts) =>
        Assert.Equal(alerts, Raised(Failing(accounts)).Count);

    [Theory]
    [InlineData(1200, 1)]
    [InlineData(1200.000001, 0)]
    public void They_fail_within_twenty_minutes(double last, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(7), Login(last, 7)]).Count);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Six_of_them_never_succeed(int succeed, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(8), .. Enumerable.Range(0, succeed).Select(i => Login(60 + i, i, succeeds: true))]).Count);

    [Theory]
    [InlineData(124.9, 0)] // the sixth failure, at 5, is final at 125
    [InlineData(125.1, 1)]
    public void Who_fails_may_still_succeed_within_two_minutes(double after, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(8), .. Enumerable.Range(0, 3).Select(i => Login(i + after, i, succeeds: true))]).Count);

    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 0)]
    public void Seven_of_ten_attempts_fail(int successes, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(14), .. Enumerable.Range(100, successes).Select(i => Login(30 + (i / 100.0), i, succeeds: true))]).Count);

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(3, 1, 0)]
    [InlineData(3, 60, 1)]
    [InlineData(8, 60, 1)]
    [InlineData(9, 60, 0)]
    public void Few_attempts_each_at_once_or_up_to_eight_spread_over_five_minutes(int each, double apart, int alerts) =>
        Assert.Equal(alerts, Raised([.. Enumerable.Range(0, 8 * each).Select(i => Login((i / each * apart) + (i % each * 0.1), i / each))]).Count);

    [Fact]
    public void Browsers_that_the_account_knows_never_count() =>
        Assert.Empty(Raised([.. Failing(40).Select(e => e.With(EventFlags.KnownDevice))]));

    [Fact]
    public void An_office_of_a_thousand_behind_one_address_is_no_attack()
    {
        var random = new Random(8);
        var logins = Enumerable.Range(0, 1_000).SelectMany(i =>
        {
            var at = random.NextDouble() * 1_800;
            return random.Next(20) == 0
                ? new[] { Login(at, i, visitor: i), Login(at + 15, i, succeeds: true, visitor: i) }
                : [Login(at, i, succeeds: true, visitor: i)];
        });
        Assert.Empty(Raised([.. logins.OrderBy(e => e.Time)]));
    }

    [Fact]
    public void Three_times_the_accounts_are_told_at_once()
    {
        var run = new FoldRun().Live(Failing(23)).Until(23);
        Assert.Empty(run.Raised);
        Assert.Single(run.Live(Login(23, 23)).Raised);
    }

    [Fact]
    public void Rotating_user_agents_are_seen_by_their_network()
    {
        var finding = Assert.Single(Raised([.. Failing(12).Select((e, i) => e with { Agent = (ulong)i + 1 })]));
        Assert.Equal(ActorKind.Network, finding.Subject.Kind);
    }

    [Fact]
    public void One_user_agent_is_told_once_by_its_source() =>
        Assert.Equal(ActorKind.Source, Assert.Single(Raised(Failing(12))).Subject.Kind);

    [Fact]
    public void Only_a_client_that_keeps_no_cookie_makes_it_high()
    {
        Assert.Equal(Severity.Medium, Raised(Failing(10))[0].Severity);
        Assert.Equal(Severity.High, Raised([.. Failing(10).Select(e => e.With(EventFlags.FirstContact))])[0].Severity);
    }

    private static RequestEvent[] Failing(int accounts) => [.. Enumerable.Range(0, accounts).Select(i => Login(i, i))];

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).Until(5_000).Raised.Where(f => f.Rule == "D1")];
}
