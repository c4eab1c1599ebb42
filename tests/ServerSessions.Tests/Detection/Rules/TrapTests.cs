using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class TrapTests
{
    [Fact]
    public void One_request_for_a_trap_is_reported_about_its_session()
    {
        var finding = Assert.Single(Raised(Page(0, "/"), Trap(5)));
        Assert.Equal(("D12", Severity.Medium, ActorKind.Session), (finding.Rule, finding.Severity, finding.Subject.Kind));
        Assert.Contains("GET /wp-login.php", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_without_a_trap_are_nothing() => Assert.Empty(Raised(Page(0, "/"), Post(5, "/form")));

    [Fact]
    public void A_client_without_cookies_is_reported_once_by_its_source_whatever_its_number_of_sessions()
    {
        var findings = Raised([.. Enumerable.Range(0, 20).Select(i => (Trap(i) with { Key = Visitor(i) }).With(EventFlags.FirstContact))]);
        Assert.Equal(ActorKind.Source, Assert.Single(findings).Subject.Kind);
    }

    [Fact]
    public void A_request_that_claims_to_be_a_prefetch_counts_for_its_source() =>
        Assert.Equal(
            [(ActorKind.Session, Severity.Low), (ActorKind.Source, Severity.Medium)],
            Raised(Page(0, "/"), Trap(5).With(EventFlags.Prefetch | EventFlags.Passive | EventFlags.Induced)).Select(f => (f.Subject.Kind, f.Severity)).Order());

    [Fact]
    public void To_name_itself_a_crawler_lightens_nothing() =>
        Assert.Equal(Severity.Medium, Assert.Single(Raised(Trap(5).With(EventFlags.Bot))).Severity);

    [Fact]
    public void A_filled_trap_field_alone_may_be_a_browser_that_fills_in_forms() =>
        Assert.Equal(Severity.Low, Assert.Single(Raised(Page(0, "/"), Filled(9))).Severity);

    [Fact]
    public void A_trap_and_a_trap_field_are_two_signs() =>
        Assert.Equal([Severity.Low, Severity.High], new FoldRun().Live(Page(0, "/"), Filled(9), Trap(20)).Alerts.Select(a => a.Alert.Finding.Severity));

    [Fact]
    public void Its_memory_is_bounded()
    {
        var run = new FoldRun().Live([Page(0, "/"), .. Enumerable.Range(1, 500).Select(i => Trap(i))]);
        Assert.Equal(64, run.Fold.Session(Visitor(1))!.Detection.Memories["D12"].Marks.Count);
    }

    [Theory]
    [InlineData(86_399, 1)]
    [InlineData(86_401, 0)]
    public void A_configured_number_of_hits_counts_within_a_day(double second, int alerts)
    {
        var options = new DetectionOptions { Trap = { Hits = 2 } };
        var cookieless = new[] { Trap(0), Trap(second) }.Select((e, i) => (e with { Key = Visitor(i) }).With(EventFlags.FirstContact));
        Assert.Equal(alerts, new FoldRun(options: options).Live(cookieless).Raised.Count());
    }

    private static RequestEvent Trap(double at) => Page(at, "/wp-login.php", outcome: Outcome.Missing).With(EventFlags.Trap);

    private static RequestEvent Filled(double at) => Post(at, "/contact").With(EventFlags.TrapField | EventFlags.SameOrigin);

    private static List<Finding> Raised(params RequestEvent[] events) => [.. new FoldRun().Live(events).Until(100_000).Raised];
}
