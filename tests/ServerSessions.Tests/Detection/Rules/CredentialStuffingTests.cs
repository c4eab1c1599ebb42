using ServerSessions.Detection.Rules;
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
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void All_eight_never_succeed(int succeed, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(8), .. Enumerable.Range(0, succeed).Select(i => Login(60 + i, i, succeeds: true))]).Count);

    [Theory]
    [InlineData(126.9, 0)] // the eighth failure, at 7, is final at 127
    [InlineData(127.1, 1)]
    public void An_account_that_fails_may_still_succeed_within_two_minutes(double at, int alerts) =>
        Assert.Equal(alerts, Raised([.. Failing(8), Login(at, 0, succeeds: true)]).Count);

    [Theory]
    [InlineData(0, 8)]
    [InlineData(5, 8)]
    [InlineData(10, 9)]
    [InlineData(20, 13)]
    [InlineData(48, 22)]
    [InlineData(100, 38)]
    public void Own_successes_hide_few_accounts(int successes, int needed)
    {
        Assert.Empty(Diluted(successes, needed - 1));
        Assert.Single(Diluted(successes, needed));
    }

    [Fact]
    public void Accounts_that_have_succeeded_from_the_network_before_dilute_nothing()
    {
        var own = Enumerable.Range(1_000, 200).ToArray();
        RequestEvent[] SignIns(double at) => [.. own.Select((account, i) => Login(at + (i / 10.0), account, succeeds: true))];
        Assert.Single(Raised([.. SignIns(0), .. SignIns(80_000), .. Failing(8).Select(e => e with { Time = e.Time + 80_030_000_000 })], until: 90_000));
    }

    [Fact]
    public void Accounts_that_have_succeeded_from_the_network_before_are_no_victims() =>
        Assert.Empty(Raised([.. Enumerable.Range(0, 60).Select(i => Login(i, i, succeeds: true, agent: 6)), .. Failing(60).Select(e => e with { Time = e.Time + 80_000_000_000 })], until: 90_000));

    [Fact]
    public void A_guessed_password_does_not_make_its_account_known()
    {
        // Tried, guessed, and tried again: the account that the source got into is reported all the same.
        var attack = Failing(20).Append(Login(21, 3, succeeds: true)).Append(Login(22, 3)).Concat(Failing(20).Skip(10).Select(e => e with { Time = e.Time + 23_000_000 }));
        Assert.Contains(new FoldRun().Live(attack).Until(5_000).Raised, f => f.Rule == "D2");
    }

    [Fact]
    public void An_account_is_known_in_its_own_network_only() =>
        Assert.Single(Raised([.. Enumerable.Range(0, 60).Select(i => Login(i, i, succeeds: true, network: 78)), .. Failing(60).Select(e => e with { Time = e.Time + 80_000_000_000 })], until: 90_000));

    [Fact]
    public void Successes_cannot_push_failing_accounts_out_of_memory()
    {
        var run = new FoldRun().Live([.. Failing(60), .. Enumerable.Range(0, 5_000).Select(i => Login(61 + (i / 100.0), 1_000 + i, succeeds: true))]);
        var marks = run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!.Detection.Memories["D1"].Marks;
        Assert.Equal(60, marks.Count(m => TriedAccounts.IsFailing(m)));
        Assert.InRange(marks.Count, 61, 400);
        Assert.InRange(new TriedAccounts(run.Fold.Actor(new(ActorKind.Source, new Pseudonym(77, 5)))!.Detection.Memories["D1"]).CountSucceeded(), 3_000, 7_500);
    }

    [Fact]
    public void Attempts_on_accounts_that_succeed_move_no_median() =>
        Assert.Single(Raised([.. Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(0, 9).Select(n => Login(i + (n / 20.0), 500 + i)).Append(Login(i + 0.5, 500 + i, succeeds: true))),
            .. Failing(40).Select(e => e with { Time = e.Time + 30_000_000 })]));

    [Fact]
    public void An_agent_that_an_office_uses_does_not_hide_the_others_of_a_rotation()
    {
        // Eight of sixty with the browser of a hundred colleagues, the others with one of their own each.
        var office = Enumerable.Range(0, 100).Select(i => Login(i / 10.0, 1_000 + i, succeeds: true));
        var attack = Failing(60).Select((e, i) => e with { Time = e.Time + 20_000_000, Agent = i < 8 ? 5 : 100 + (ulong)i });
        Assert.Equal(ActorKind.Network, Assert.Single(Raised([.. office, .. attack])).Subject.Kind);
    }

    [Fact]
    public void More_accounts_than_the_memory_holds_are_estimated()
    {
        var alerts = new FoldRun().Live(Enumerable.Range(0, 600).Select(i => Login(i, i))).Alerts;
        Assert.StartsWith("About ", alerts[^1].Alert.Finding.Reason, StringComparison.Ordinal);
        Assert.InRange(alerts[^1].Alert.Finding.Measures[0].Value, 400, 800);
    }

    [Theory]
    [InlineData(8, 1, 1)]
    [InlineData(8, 3, 1)]
    [InlineData(8, 9, 60)]
    [InlineData(8, 40, 60)]
    [InlineData(60, 9, 1)]
    [InlineData(60, 9, 15)]
    public void However_often_each_account_is_tried_it_is_an_attack(int accounts, int each, double apart) =>
        Assert.Single(Raised([.. Enumerable.Range(0, accounts * each).Select(i => Login((i / each * apart) + (i % each * 0.1), i / each))]));

    [Theory]
    [InlineData(9)]
    [InlineData(14)]
    public void Invented_names_that_are_tried_often_hide_no_account_that_is_tried_once(int each)
    {
        // Name by name, within five minutes; then the victims.
        var names = Enumerable.Range(0, 120 * each).Select(i => Login(i / (120.0 * each) * 240, 10_000 + (i / each)));
        var victims = Enumerable.Range(0, 110).Select(i => Login(250 + (i * 6), i));
        var findings = Raised([.. names.Concat(victims).OrderBy(e => e.Time)]);
        Assert.InRange(Assert.Single(findings).Count, 8, 230);
        Assert.Contains(new FoldRun().Live(names.Concat(victims).OrderBy(e => e.Time)).Live(Login(1_000, 5, succeeds: true, network: 5)).Raised, f => f.Rule == "D2");
    }

    [Fact]
    public void Browsers_that_have_signed_in_to_the_account_before_never_count() =>
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
    public void Three_times_the_threshold_of_accounts_is_reported_at_once()
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
    public void One_user_agent_is_reported_once_about_its_source() =>
        Assert.Equal(ActorKind.Source, Assert.Single(Raised(Failing(12))).Subject.Kind);

    [Fact]
    public void Only_a_client_that_keeps_no_cookie_makes_it_high()
    {
        Assert.Equal(Severity.Medium, Raised(Failing(10))[0].Severity);
        Assert.Equal(Severity.High, Raised([.. Failing(10).Select(e => e.With(EventFlags.FirstContact))])[0].Severity);
    }

    private static RequestEvent[] Failing(int accounts) => [.. Enumerable.Range(0, accounts).Select(i => Login(i, i))];

    private static List<Finding> Diluted(int successes, int accounts) =>
        Raised([.. Enumerable.Range(0, successes).Select(i => Login(i / 100.0, 1_000 + i, succeeds: true)), .. Failing(accounts).Select(e => e with { Time = e.Time + 100_000_000 })]);

    private static List<Finding> Raised(RequestEvent[] events, double until = 5_000) => [.. new FoldRun().Live(events).Until(until).Raised.Where(f => f.Rule == "D1")];
}
