using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>Which alerts are sent one by one while there are many, and how the others are counted.</summary>
public sealed class AlertTalliesTests
{
    private const long Hour = 500_000;
    private const int First = AlertTallies.FirstOfRule;
    private static readonly WebhookOptions Limits = new() { AlertsPerHour = 16, AlertsPerRuleAndHour = 8 };

    private AlertTallies _tallies = new();
    private long _position;

    [Theory]
    [InlineData(Severity.High, 8)]
    [InlineData(Severity.Medium, 6)]
    [InlineData(Severity.Low, 4)]
    public void A_rule_has_its_budget_and_the_last_of_it_is_for_what_matters_most(Severity severity, int delivered)
    {
        Assert.Equal(delivered, Decide(20, "D1", severity));
        Assert.Equal(20 - delivered, Tally("D1").Suppressed[(int)severity]);
    }

    [Fact]
    public void High_alerts_are_sent_when_low_ones_have_used_up_their_budget()
    {
        Assert.Equal(4, Decide(100, "D1", Severity.Low));
        Assert.Equal(4, Decide(100, "D2", Severity.Low));
        Assert.Equal(First, Decide(100, "D3", Severity.Low));
        Assert.Equal(First, Decide(100, "D4", Severity.Medium));
        Assert.Equal(4, Decide(100, "D5", Severity.High));
        Assert.Equal(First, Decide(100, "D6", Severity.High));
    }

    [Theory]
    [InlineData(Severity.Low)]
    [InlineData(Severity.Medium)]
    [InlineData(Severity.High)]
    public void A_flood_of_some_rules_does_not_hide_the_first_alerts_of_another_one(Severity severity)
    {
        Assert.Equal(16, Enumerable.Range(1, 4).Sum(rule => Decide(4, $"D{rule}", Severity.High)));
        Assert.Equal(First, Decide(10, "D5", severity));
        Assert.Equal(0, Decide(10, "D1", Severity.High));
    }

    [Fact]
    public void A_rule_that_sent_alerts_of_a_lower_severity_still_has_its_first_of_a_higher_one()
    {
        Assert.Equal(16, Enumerable.Range(1, 4).Sum(rule => Decide(4, $"D{rule}", Severity.High)));
        Assert.Equal((First, First), (Decide(10, "D5", Severity.Low), Decide(10, "D5", Severity.High)));
        Assert.Equal(0, Decide(10, "D5", Severity.Medium));
    }

    [Fact]
    public void What_a_page_makes_readers_send_uses_up_no_rules_first_alerts()
    {
        Assert.Equal(2, Decide(100, "D12", Severity.High, induced: true));
        Assert.Equal(14, Enumerable.Range(1, 4).Sum(rule => Decide(4, $"D{rule}", Severity.High)));
        Assert.Equal((0, First), (Decide(1, "D11", Severity.High, induced: true), Decide(10, "D12", Severity.High)));
    }

    [Theory]
    [InlineData(Severity.High, 8)]
    [InlineData(Severity.Medium, 6)]
    [InlineData(Severity.Low, 4)]
    public void What_a_page_makes_a_thousand_readers_send_uses_up_a_quarter_and_leaves_the_rest_to_what_visitors_do(Severity severity, int delivered)
    {
        Assert.Equal(2, Decide(1_000, "D12", severity, induced: true));
        Assert.Equal(delivered - 2, Decide(20, "D12", severity));
        Assert.Equal(0, Decide(1, "D12", severity, Hour, induced: true));
        Assert.Equal(2, Decide(10, "D12", severity, Hour + 1, induced: true));
    }

    [Fact]
    public void However_many_rules_a_page_sets_off_three_quarters_of_the_hour_are_left()
    {
        var sent = Enumerable.Range(1, 10).Sum(rule => Decide(100, $"D{rule}", Severity.High, induced: true));
        Assert.Equal(4, sent);
        Assert.Equal(8, Decide(100, "D11", Severity.High));
        Assert.Equal(4, Decide(100, "D12", Severity.High));
        Assert.Equal(First, Decide(100, "D13", Severity.High));
    }

    [Fact]
    public void The_same_place_of_the_outbox_is_decided_once_and_answers_the_same()
    {
        var first = Next();
        Assert.Null(_tallies.WasAdmitted(1, first));
        (_tallies, _) = _tallies.Decide(1, first, Finding("D1", Severity.High), Hour, Limits, induced: false);
        Assert.True(_tallies.WasAdmitted(1, first));
        Assert.Null(_tallies.WasAdmitted(2, first));
        (_tallies, _) = _tallies.Decide(1, Next(), Finding("D1", Severity.High), Hour, Limits, induced: false);
        // A mover that comes to the next entry has finished the one before.
        Assert.False(_tallies.WasAdmitted(1, first));
    }

    [Fact]
    public void The_next_hour_has_a_budget_of_its_own_and_reports_what_was_suppressed_before()
    {
        Decide(10, "D1", Severity.High);
        Decide(3, "D2", Severity.High);
        Assert.Equal(8, Decide(8, "D1", Severity.High, Hour + 1));

        var held = Assert.Single(_tallies.Ended);
        Assert.Equal(("D1", Hour, 2L), (held.Rule, held.Hour, held.Tally.Suppressed.Sum()));
        Assert.Empty(_tallies.Without([held]).Ended);
        Assert.Equal(0, Tally("D1").Suppressed.Sum());
    }

    [Fact]
    public void A_clock_that_is_behind_counts_into_the_hour_that_has_begun()
    {
        Decide(1, "D1", Severity.High, Hour + 1);
        Decide(1, "D1", Severity.High, Hour);
        Assert.Equal((Hour + 1, 2L), (_tallies.Hour, Tally("D1").Sent.Sum()));
    }

    [Fact]
    public void A_place_that_was_decided_in_the_hour_before_is_not_decided_again()
    {
        var place = Next();
        (_tallies, _) = _tallies.Decide(1, place, Finding("D1", Severity.High), Hour, Limits, induced: false);
        Assert.True(_tallies.At(Hour + 5).WasAdmitted(1, place));
    }

    [Fact]
    public void After_a_failover_to_a_clock_that_is_behind_new_entries_are_decided_and_old_ones_are_not_decided_again()
    {
        var ahead = OutboxMark.KeyOf(new StreamPosition(9_000, 1), "al_1");
        var behind = OutboxMark.KeyOf(new StreamPosition(5_000, 1), "al_2");
        var samePlace = OutboxMark.KeyOf(new StreamPosition(9_000, 1), "al_3");
        (_tallies, _) = _tallies.Decide(1, ahead, Finding("D1", Severity.High), Hour, Limits, induced: false);
        Assert.Null(_tallies.WasAdmitted(1, behind));
        Assert.Null(_tallies.WasAdmitted(1, samePlace));
        (_tallies, var delivered) = _tallies.Decide(1, behind, Finding("D1", Severity.High), Hour, Limits, induced: false);
        Assert.True(delivered);
        Assert.False(_tallies.WasAdmitted(1, ahead));
    }

    [Fact]
    public void As_many_places_are_kept_as_can_be_handed_over_again()
    {
        var places = Enumerable.Range(0, OutboxMark.Kept + 1).Select(_ => Next()).ToList();
        foreach (var place in places)
            (_tallies, _) = _tallies.Decide(1, place, Finding("D1", Severity.High), Hour, Limits, induced: false);
        Assert.Null(_tallies.WasAdmitted(1, places[0]));
        Assert.All(places.Skip(1), place => Assert.NotNull(_tallies.WasAdmitted(1, place)));
    }

    [Fact]
    public void The_summary_to_each_target_counts_the_alerts_that_it_would_have_received()
    {
        Decide(20, "D1", Severity.Low);
        Decide(20, "D1", Severity.High);
        var held = Assert.Single(_tallies.At(Hour + 1).Ended);

        var all = held.For(_ => true);
        Assert.Equal((40, 32, Severity.High), (all!.Value.Alert.Finding.Count, all.Value.Suppressed, all.Value.Alert.Finding.Severity));
        var high = held.For(alert => alert.Finding.Severity == Severity.High);
        Assert.Equal((20, 16), (high!.Value.Alert.Finding.Count, high.Value.Suppressed));
        Assert.Equal(all.Value.Alert.Id, high.Value.Alert.Id);
        Assert.Null(held.For(alert => alert.Finding.Severity == Severity.Medium));
    }

    [Theory]
    [InlineData("D1")]
    [InlineData("D3")]
    [InlineData("D13")]
    public void A_forged_header_takes_no_place_from_a_sources_own_finding(string rule)
    {
        var requests = rule == "D13" ? Enumerable.Range(0, 40).Select(i => SampleRequests.Unknown(i * 2, i, probe: $"/probe{i}"))
            : Enumerable.Range(0, 40).Select(i => rule == "D1" ? SampleRequests.Login(i * 2, i) : SampleRequests.Login(i * 2, 0) with { Detail = new EventDetail { Login = LoginOutcome.Failed } });
        var run = new FoldRun().Live(requests.Select(e => e.With(EventFlags.Induced))).Until(4_000);
        var found = run.Alerts.First(a => a.Alert.Finding is var f && f.Rule == rule && f.Subject.Kind == ActorKind.Source);
        Assert.All(found.Alert.Finding.Evidence, e => Assert.True(e.Induced));
        Assert.Equal(16, Enumerable.Range(20, 4).Sum(other => Decide(4, $"D{other}", Severity.High)));
        (_tallies, var isSent) = _tallies.Decide(1, Next(), found.Alert.Finding, Hour, Limits, found.IsOfPersons);
        Assert.True(isSent);
    }

    [Fact]
    public void What_a_session_was_made_to_do_counts_as_induced_for_its_source()
    {
        var run = new FoldRun().Live(SampleRequests.Page(0, "/wp-login.php", outcome: Outcome.Missing).With(EventFlags.Trap | EventFlags.Induced));
        Assert.True(run.Alerts.First(a => a.Alert.Finding.Subject.Kind == ActorKind.Source).IsOfPersons);
    }

    private int Decide(int alerts, string rule, Severity severity, long hour = Hour, bool induced = false)
    {
        var sent = 0;
        for (var i = 0; i < alerts; i++)
        {
            (_tallies, var delivered) = _tallies.Decide(1, Next(), Finding(rule, severity), hour, Limits, induced);
            sent += delivered ? 1 : 0;
        }

        return sent;
    }

    private string Next() => OutboxMark.KeyOf(new StreamPosition(1_000, ++_position), "al");

    private RuleTally Tally(string rule) => _tallies.Rules[rule];

    private static Finding Finding(string rule, Severity severity) => SampleAlert.Of(severity: severity, rule: rule).Finding;
}
