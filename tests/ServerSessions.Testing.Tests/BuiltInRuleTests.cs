using ServerSessions;
using ServerSessions.Detection;
using ServerSessions.Testing;

namespace Shop.Tests;

/// <summary>Built-in rules through the harness: what their own tests claim can be said with public types alone.</summary>
public class BuiltInRuleTests
{
    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Fifteen_distinct_unknown_paths_in_two_minutes_are_probing_and_fourteen_are_not(int paths, int findings)
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D13"));
        Scan(harness.Session("scanner"), paths);
        Assert.Equal(findings, harness.Findings.Count);
    }

    [Fact]
    public void Requests_that_browsers_make_by_themselves_are_no_probing()
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D13"));
        for (var i = 0; i < 100; i++)
            harness.Session("a").Send(new TestRequest { Method = "GET", Path = $"/icon{i}", IsUnmatched = true, Outcome = Outcome.Missing, IsBrowserExtra = true }).After(TimeSpan.FromSeconds(0.5));
        Assert.Empty(harness.Findings);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    public void Eight_accounts_that_fail_from_one_source_are_an_attack_and_seven_are_not(int accounts, int findings)
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D1"));
        for (var i = 0; i < accounts; i++)
            harness.Session($"browser {i}").From("203.0.113.7").FailLogin($"account {i}").After(TimeSpan.FromSeconds(1));
        // A failure is final after two minutes: until then its person may still succeed.
        harness.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(findings, harness.Findings.Count(f => f.Subject.Kind == ActorKind.Source));
    }

    [Fact]
    public void Accounts_that_fail_from_many_networks_are_of_no_one_source()
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D1"));
        for (var i = 0; i < 20; i++)
            harness.Session($"browser {i}").FailLogin($"account {i}").After(TimeSpan.FromSeconds(1));
        Assert.Empty(harness.Advance(TimeSpan.FromMinutes(3)).Findings);
    }

    [Fact]
    public void A_declared_trap_is_found_in_its_session_and_a_threshold_of_the_application_holds()
    {
        Assert.Equal(ActorKind.Session, Assert.Single(Trapped(hits: 1).Findings).Subject.Kind);
        Assert.Empty(Trapped(hits: 2).Findings);
    }

    [Fact]
    public void Users_that_are_in_two_places_at_once_are_found_by_their_pseudonym()
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D15"));
        harness.Session("home").In("DE", 52.5, 13.4).SignIn("anna").After(TimeSpan.FromMinutes(10));
        harness.Session("far").In("AU", -33.9, 151.2).SignIn("anna").After(TimeSpan.FromMinutes(10));
        var finding = Assert.Single(harness.Findings);
        Assert.Equal(new Subject(ActorKind.User, DetectorHarness.UserPseudonym("anna").ToString()), finding.Subject);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(30.001, 1)]
    public void A_copied_sign_in_that_is_shown_after_its_sign_out_is_found(double seconds, int findings)
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D6"));
        var owner = harness.Session("owner").SignIn("anna").After(TimeSpan.FromSeconds(10)).Get("/account");
        var copied = owner.SignedIn;
        owner.SignOut().After(TimeSpan.FromSeconds(seconds));
        harness.Session("thief").Show(copied).Get("/account");
        Assert.Equal(findings, harness.Advance(TimeSpan.FromDays(1)).Findings.Count(f => f.Subject.Kind == ActorKind.User || f.Rule == "D6"));
    }

    [Fact]
    public void A_rule_that_does_not_exist_is_named_with_those_that_do()
    {
        var exception = Assert.Throws<ArgumentException>(() => BuiltInDetectors.Find("D99"));
        Assert.StartsWith("There is no built-in rule \"D99\". Expected one of: D1, D2,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_built_in_rules_run_together_and_find_nothing_in_a_quiet_visit()
    {
        var harness = new DetectorHarness(BuiltInDetectors.All());
        var visit = harness.Session("anna").Get("/");
        foreach (var path in (string[])["/shoes", "/shoes/{id}", "/cart", "/checkout"])
            visit.After(TimeSpan.FromSeconds(20)).Get(path);
        visit.After(TimeSpan.FromSeconds(30)).Post("/orders");
        Assert.Empty(harness.Complete().Findings);
    }

    private static DetectorHarness Trapped(int hits)
    {
        var harness = new DetectorHarness(BuiltInDetectors.Find("D12", new DetectionOptions { Trap = { Hits = hits } }));
        harness.Declare(new TestEndpoint { Method = "GET", Route = "/wp-login.php", IsTrap = true });
        harness.Session("a").Get("/").After(TimeSpan.FromSeconds(5)).Get("/wp-login.php");
        return harness;
    }

    private static void Scan(TestSession session, int paths)
    {
        for (var i = 0; i < paths; i++)
            session.Miss($"/backup-{i}.zip").After(TimeSpan.FromSeconds(0.5));
    }
}
