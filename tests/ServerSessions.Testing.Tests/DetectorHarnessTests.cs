using ServerSessions;
using ServerSessions.Detection;
using ServerSessions.Testing;

namespace Shop.Tests;

public class DetectorHarnessTests
{
    [Fact]
    public void An_exception_of_the_detector_reaches_the_test()
    {
        var harness = new DetectorHarness(new Probe(_ => throw new InvalidOperationException("no such item")));
        var exception = Assert.Throws<InvalidOperationException>(() => harness.Session("a").Get("/"));
        Assert.Equal("no such item", exception.Message);
        Assert.Contains(nameof(Probe), exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_sees_every_fact_that_a_test_sets()
    {
        var seen = new List<string>();
        var harness = new DetectorHarness(new Probe(c => seen.Add(
            $"{c.Step} {c.Outcome} {c.Status} {c.Country} {c.IsKnownRelay} {c.Client} {c.Policy} {c.IsSameOrigin} {c.IsSensitive} {c.KeyKind} {c.User == DetectorHarness.UserPseudonym("anna")} {c.Account == DetectorHarness.AccountPseudonym("anna")}")));
        harness.Declare(new TestEndpoint { Method = "POST", Route = "/pay", Step = "pay", IsSensitive = true });
        harness.Session("a").From(client: "Chrome 126, Windows, desktop").In("DE", isRelay: true).SignIn("anna")
            .Send(new TestRequest { Method = "POST", Path = "/pay", Outcome = Outcome.Denied, Policy = "Adult", IsSameOrigin = true, KeyKind = KeyKind.Daily });
        Assert.Equal(
            ["POST /login Redirected 302 DE True Chrome 126, Windows, desktop  False False Cookie True True", "pay Denied 403 DE True Chrome 126, Windows, desktop Adult True True Daily True False"],
            seen);
    }

    [Fact]
    public void Evidence_within_the_hour_joins_a_finding()
    {
        var harness = new DetectorHarness(new Probe(c => c.Raise(Severity.Medium, "seen", [c.Mark()])));
        harness.Session("a").Get("/").After(TimeSpan.FromMinutes(5)).Get("/");
        Assert.Equal(2, Assert.Single(harness.Findings).Count);
        harness.Session("a").After(TimeSpan.FromMinutes(61)).Get("/");
        Assert.Equal(2, harness.Findings.Count);
    }

    [Fact]
    public void Findings_of_severity_Info_are_findings_too()
    {
        var harness = new DetectorHarness(new Probe(c => c.Raise(Severity.Info, "seen", [c.Mark()])));
        harness.Session("a").Get("/");
        Assert.Equal(Severity.Info, Assert.Single(harness.Findings).Severity);
    }

    [Fact]
    public void A_detector_wakes_when_time_moves_on_without_an_event()
    {
        var harness = new DetectorHarness(new Sleeper());
        harness.Session("a").Get("/").After(TimeSpan.FromMinutes(9));
        Assert.Empty(harness.Findings);
        Assert.Single(harness.Advance(TimeSpan.FromMinutes(1)).Findings);
    }

    [Fact]
    public void A_session_ends_after_the_idle_timeout_of_the_application()
    {
        var harness = new DetectorHarness(o => o.IdleTimeout = TimeSpan.FromMinutes(5), new Probe(_ => { }));
        var first = harness.Session("a").Get("/").Id;
        Assert.Equal(first, harness.Session("a").After(TimeSpan.FromMinutes(5)).Get("/").Id);
        Assert.NotEqual(first, harness.Session("a").After(TimeSpan.FromMinutes(6)).Get("/").Id);
    }

    [Fact]
    public void Required_steps_and_steps_reached_are_the_sessions_own()
    {
        var missing = new List<string>();
        var harness = new DetectorHarness(new Probe(c =>
        {
            if (c.Requires.Count > 0 && !c.Requires.Any(step => c.Reached(step, c.Now)))
                missing.Add(c.Step);
        }));
        harness.Declare(new TestEndpoint { Method = "POST", Route = "/orders", Requires = ["GET /cart"] });
        harness.Session("a").Get("/cart").After(TimeSpan.FromSeconds(1)).Post("/orders");
        Assert.Empty(missing);
        harness.Session("b").Get("/").Post("/orders");
        Assert.Equal(["POST /orders"], missing);
    }

    [Fact]
    public void A_rule_that_is_off_runs_unless_the_test_switches_it_off()
    {
        var harness = new DetectorHarness(new Probe(c => c.Raise(Severity.Low, "seen", [c.Mark()]), DetectionMode.Off));
        harness.Session("a").Get("/");
        Assert.Single(harness.Findings);
        harness = new DetectorHarness(o => o.Detection.Modes["PROBE"] = DetectionMode.Off, new Probe(c => c.Raise(Severity.Low, "seen", [c.Mark()])));
        harness.Session("a").Get("/");
        Assert.Empty(harness.Findings);
    }

    [Fact]
    public void An_endpoint_that_is_declared_too_late_is_refused()
    {
        var harness = new DetectorHarness(new Sleeper());
        harness.Session("a").Get("/");
        Assert.Throws<InvalidOperationException>(() => harness.Declare(new TestEndpoint { Method = "GET", Route = "/" }));
    }

    private sealed class Probe(Action<DetectorContext> observe, DetectionMode mode = DetectionMode.Alert) : ISessionDetector
    {
        public DetectorInfo Info { get; } = new() { Id = "PROBE", Name = "probe", Summary = "A test's.", Subjects = [ActorKind.Session], Mode = mode };

        public bool Concerns(DetectorContext context) => true;

        public void Observe(DetectorContext context) => observe(context);
    }

    private sealed class Sleeper : ISessionDetector
    {
        public DetectorInfo Info { get; } = new() { Id = "SLEEP", Name = "sleeper", Summary = "A test's.", Subjects = [ActorKind.Session], Mode = DetectionMode.Alert };

        public bool Concerns(DetectorContext context) => true;

        public void Observe(DetectorContext context)
        {
            context.Memory.Add(context.Mark());
            context.WakeAt(context.Now.AddMinutes(10));
        }

        public void Elapsed(DetectorContext context) => context.Raise(Severity.Low, "Ten minutes passed.", context.Memory.Marks);
    }
}
