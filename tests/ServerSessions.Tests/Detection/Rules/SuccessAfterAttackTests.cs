using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class SuccessAfterAttackTests
{
    [Fact]
    public void A_strangers_browser_that_gets_in_after_brute_force_is_found()
    {
        var finding = Assert.Single(Raised([.. Guessing(10), Success(60)]));
        Assert.Equal((ActorKind.Account, new Pseudonym(0xACC0, 1).ToString()), (finding.Subject.Kind, finding.Subject.Hash));
        Assert.Contains("from where it was attacked; D3 saw the attack, 10 failures from 1 network", finding.Reason, StringComparison.Ordinal);
        Assert.Equal("POST /login", finding.Evidence[^1].Step);
    }

    [Fact]
    public void A_success_without_an_attack_is_a_success() => Assert.Empty(Raised([.. Guessing(9), Success(60)]));

    [Fact]
    public void The_owners_own_browser_may_sign_in_whatever_others_try() =>
        Assert.Empty(Raised([.. Guessing(40), Success(60).With(EventFlags.KnownDevice)]));

    [Theory]
    [InlineData(KeyKind.CrossSite, true, false)]
    [InlineData(KeyKind.CrossSite, false, true)] // a password, with a header that any client can send
    [InlineData(KeyKind.Cookie, true, true)] // the cookie came, and does not know the account
    public void Only_a_provider_that_sent_its_form_spares_what_the_cookie_cannot_show(KeyKind kind, bool remote, bool found)
    {
        var success = Success(60).With(EventFlags.FirstContact | EventFlags.Induced);
        Assert.Equal(found, Raised([.. Guessing(12), success with { KeyKind = kind, Detail = success.Detail! with { IsRemoteSignIn = remote } }]).Count > 0);
    }

    [Fact]
    public void Another_account_was_not_attacked() => Assert.Empty(Raised([.. Guessing(40), Login(60, 1, succeeds: true)]));

    [Theory]
    [InlineData(10_809, 1)] // the attack was seen with the tenth failure, at 9
    [InlineData(10_809.001, 0)]
    public void It_counts_for_three_hours(double at, int alerts) => Assert.Equal(alerts, Raised([.. Guessing(10), Success(at)]).Count);

    [Fact]
    public void A_finding_of_slow_guessing_counts_too() =>
        Assert.Single(Raised([.. Enumerable.Range(0, 4).Select(i => Login(i * 900, 0)), Success(5_000)]));

    [Fact]
    public void A_person_who_forgets_the_password_and_then_remembers_it_is_not_high() =>
        Assert.Equal(Severity.Medium, Assert.Single(Raised([.. Guessing(12), Success(60)])).Severity);

    [Fact]
    public void A_client_without_a_cookie_or_guesses_from_everywhere_make_it_high()
    {
        Assert.Equal(Severity.High, Assert.Single(Raised([.. Guessing(12), Success(60).With(EventFlags.FirstContact)])).Severity);
        Assert.Equal(Severity.High, Assert.Single(Raised([.. Guessing(12).Select((e, i) => e with { Network = (ulong)(i % 3) + 77 }), Success(60)])).Severity);
    }

    [Fact]
    public void A_cookieless_browser_in_another_network_cannot_be_known_to_be_new() =>
        Assert.Equal(Severity.Low, Assert.Single(Raised([.. Guessing(12), Success(60, network: 5) with { KeyKind = KeyKind.Daily }])).Severity);

    [Fact]
    public void An_account_that_a_source_tried_is_found_when_it_is_entered_from_elsewhere_later()
    {
        var run = new FoldRun().Live(Stuffing(30)).Live(Login(3_600, 4, succeeds: true, network: 5)).End();
        var finding = Assert.Single(run.Raised, f => f.Rule == "D2");
        Assert.Equal(new Pseudonym(0xACC0, 5).ToString(), finding.Subject.Hash);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Contains("from another network than the attack's; D1 saw the attack", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_entered_by_a_source_before_its_finding_is_found_afterwards()
    {
        // The fourth of thirty attempts is right; D1 has its finding at the twenty-fourth failure.
        var attempts = Stuffing(30).Select((e, i) => i == 3 ? Login(3, 3, succeeds: true) : e).ToArray();
        var early = new FoldRun().Live(attempts[..20]);
        Assert.Empty(early.Raised);
        Assert.Equal(new Pseudonym(0xACC0, 4).ToString(), Assert.Single(early.Live(attempts[20..]).Raised, f => f.Rule == "D2").Subject.Hash);
    }

    [Fact]
    public void A_user_who_signed_in_elsewhere_before_the_attack_is_left_alone() =>
        Assert.DoesNotContain(new FoldRun().Live([Login(0, 3, succeeds: true, network: 5), .. Stuffing(30, from: 60)]).End().Raised, f => f.Rule == "D2");

    [Fact]
    public void A_worker_that_is_replaced_after_each_event_finds_the_same()
    {
        var events = Stuffing(30).Append(Login(300, 4, succeeds: true)).ToArray();
        var expected = new FoldRun().Live(events).End().Raised.ToList();
        Assert.Equal(2, expected.Count);
        Assert.Equal(expected.Select(f => f.Reason), new FoldRun(restarting: true).Live(events).End().Raised.Select(f => f.Reason));
    }

    [Fact]
    public void A_source_reports_each_attempt_to_its_account_once()
    {
        var run = new FoldRun(detectors: [.. BuiltInRules.All(new DetectionOptions()), Counting(out var heard)]).Live(Stuffing(40)).End();
        Assert.Single(run.Raised, f => f.Rule == "D1");
        Assert.Equal(40, heard.Count);
        Assert.Equal(40, heard.Distinct().Count());
    }

    private static ScriptedDetector Counting(out List<Pseudonym> heard)
    {
        var all = heard = [];
        return new ScriptedDetector("T1", ActorKind.Account, c => { if (c.Heard is not null) all.Add(c.Subject); }, hears: ["D1"]);
    }

    private static RequestEvent[] Guessing(int failures) => [.. Enumerable.Range(0, failures).Select(i => Login(i, 0))];

    private static RequestEvent[] Stuffing(int accounts, double from = 0) => [.. Enumerable.Range(0, accounts).Select(i => Login(from + i, i))];

    private static RequestEvent Success(double at, ulong network = 77) => Login(at, 0, succeeds: true, network: network);

    private static List<Finding> Raised(RequestEvent[] events) => [.. new FoldRun().Live(events).End().Raised.Where(f => f.Rule == "D2")];
}
