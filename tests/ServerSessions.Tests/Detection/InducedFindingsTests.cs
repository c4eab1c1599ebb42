using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Model.Alerts;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>No page makes its reader guilty: what it can make a browser send is Low for the person and counts in full for the source.</summary>
public class InducedFindingsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_trap_that_an_image_opens_is_low_and_induced_for_the_session_and_counts_in_full_for_the_source(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Live(Page(0, "/article"), Trapped(1).With(EventFlags.Induced), Page(5, "/next"));
        var (session, source) = (Of(run, ActorKind.Session), Of(run, ActorKind.Source));
        Assert.Equal((Severity.Low, true), (session.Severity, session.Induced));
        Assert.All(session.Evidence, e => Assert.True(e.Induced));
        Assert.Equal((Severity.Medium, false, 1), (source.Severity, source.Induced, source.Count));
        Assert.Equal(new Pseudonym(77, 5).ToString(), source.Subject.Hash);
    }

    [Fact]
    public void The_same_request_of_the_session_itself_is_answered_in_full()
    {
        var run = new FoldRun().Live(Page(0, "/article"), Trapped(1));
        Assert.Equal((Severity.Medium, false), (Of(run, ActorKind.Session).Severity, Of(run, ActorKind.Session).Induced));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Mixed_evidence_counts_its_own_for_the_session_and_all_for_the_source(bool restarting)
    {
        var run = Counting(ActorKind.Session, restarting).Live(Page(0, "/a"), Page(1, "/b").With(EventFlags.Induced), Page(2, "/c"));
        Assert.DoesNotContain(run.Raised, f => f.Subject.Kind == ActorKind.Session && !f.Induced);
        Assert.Equal((Severity.High, 3), (Of(run, ActorKind.Source).Severity, Of(run, ActorKind.Source).Evidence.Count));

        run.Live(Page(3, "/d"));
        var own = Assert.Single(run.Raised, f => f.Subject.Kind == ActorKind.Session && !f.Induced);
        Assert.Equal((Severity.High, 3), (own.Severity, own.Evidence.Count));
        Assert.DoesNotContain(own.Evidence, e => e.Induced);
    }

    [Theory]
    [InlineData(ActorKind.User)]
    [InlineData(ActorKind.Device)]
    public void A_user_and_a_device_answer_for_nothing_that_a_page_has_done(ActorKind kind)
    {
        var run = Counting(kind).Live(Enumerable.Range(0, 4).Select(i => (Page(i, $"/{i}") with { KeyKind = KeyKind.Cookie }).From(1).With(EventFlags.Induced)));
        Assert.Equal((Severity.Low, true), (Of(run, kind).Severity, Of(run, kind).Induced));
        Assert.Equal(Severity.High, Of(run, ActorKind.Source).Severity);
    }

    [Fact]
    public void A_flood_of_induced_requests_is_reported_to_its_source_a_few_times_and_at_every_rise()
    {
        var rule = new ScriptedDetector("T1", ActorKind.Session, c =>
        {
            c.Memory.Add(c.Mark());
            c.Raise(c.Memory.Marks.Count >= 6 ? Severity.High : Severity.Medium, "so", [.. c.Memory.Marks]);
        });
        var fold = new FoldRun(detectors: [rule]).Fold;
        var reported = new List<Finding>();
        for (var i = 0; i < 1_000; i++)
        {
            fold.Apply(Page(i / 10.0, "/a").With(EventFlags.Induced), EndpointCatalog.Empty);
            reported.AddRange(fold.Changes.Signals.Where(s => s.Kind == ActorKind.Source).Select(s => s.Notice).OfType<SourceFindingNotice>().Select(n => n.Read()));
            fold.Changes.Clear();
        }

        // The first, each doubling up to 512, and the rise.
        Assert.Equal(11, reported.Count);
        Assert.Equal((Severity.Medium, Severity.High), (reported[2].Severity, reported[3].Severity));
    }

    [Fact]
    public void A_rule_that_waits_still_reports_to_the_source()
    {
        var waiting = new ScriptedDetector(
            "T1", ActorKind.Session,
            c =>
            {
                c.Memory.Add(c.Mark());
                c.WakeAt(c.Now.AddSeconds(5));
            },
            c => c.Raise(Severity.Medium, "late", [.. c.Memory.Marks]));
        var run = new FoldRun(detectors: [waiting], restarting: true)
            .Live(Page(0, "/a").With(EventFlags.Induced)).Until(10);
        Assert.Equal((Severity.Low, true), (Of(run, ActorKind.Session).Severity, Of(run, ActorKind.Session).Induced));
        Assert.Equal(Severity.Medium, Of(run, ActorKind.Source).Severity);
    }

    [Fact]
    public void However_much_is_induced_it_opens_no_incident_and_adds_the_risk_of_one_low_finding()
    {
        var rules = Enumerable.Range(0, 30).Select(i => new ScriptedDetector($"T{i}", ActorKind.Session, c => c.Raise(Severity.High, "so", [c.Mark()])));
        var run = new FoldRun(detectors: rules).Live(Page(0, "/a").With(EventFlags.Induced));
        Assert.DoesNotContain(run.Raised, f => f.Rule == Incident.Rule);
        var findings = run.End().Closed.Single().Findings;
        Assert.Equal(30, findings.Count);
        Assert.Equal(5, Risk.Of(findings, findings[0].Last));
    }

    [Fact]
    public void An_induced_sessions_finding_is_answered_nowhere_and_neither_is_its_sources()
    {
        var fold = new FoldRun(options: new DetectionOptions { Modes = { ["D12"] = DetectionMode.Enforce } });
        var candidates = Candidates(fold, Page(0, "/a"), Trapped(1).With(EventFlags.Induced), Page(2, "/b"));
        Assert.Empty(candidates);
        Assert.NotEmpty(Candidates(new FoldRun(options: new DetectionOptions { Modes = { ["D12"] = DetectionMode.Enforce } }), Page(0, "/a"), Trapped(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_verdict_about_an_induced_finding_does_not_apply_to_the_sessions_own_requests(bool marksOwn)
    {
        var session = new FoldRun().Live(Page(0, "/a"), Trapped(1)).Alerts[^1].Alert.Finding.Subject.Hash;
        var run = new FoldRun(suppressions: [new Suppression("D12", ActorKind.Session, session, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), Induced: !marksOwn)])
            .Live(Page(0, "/a"), Trapped(1).With(EventFlags.Induced), Trapped(2));
        // The source answers for what was induced whatever is said about the session.
        Assert.Equal(Severity.Medium, Of(run, ActorKind.Source).Severity);
        Assert.Equal(marksOwn, Of(run, ActorKind.Session).Induced);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_source_that_alerts_for_what_was_induced_is_answered_for_the_first_thing_that_a_visitor_does(bool restarting)
    {
        var run = new FoldRun(options: new DetectionOptions { Modes = { ["D12"] = DetectionMode.Enforce } }, restarting: restarting);
        var reader = Trapped(0).With(EventFlags.Induced | EventFlags.FirstContact);
        Assert.Empty(Candidates(run, reader));
        var visitor = Trapped(60).With(EventFlags.FirstContact) with { Key = Visitor(2) };
        // The others of the hour are the source's, as ever.
        var candidate = Assert.Single(Candidates(run, visitor, visitor with { Key = Visitor(3) }));
        Assert.Equal(run.Fold.Session(visitor.Key)!.Id.ToString(), candidate.Session);
    }

    [Fact]
    public void Where_a_session_is_used_from_is_no_pages_doing()
    {
        var run = new FoldRun().Live(
            Page(0, "/a") with { KeyKind = KeyKind.Cookie },
            (Page(60, "/b") with { KeyKind = KeyKind.Cookie, Network = 5, Client = "Firefox 130, Linux, desktop", Agent = 9 }).With(EventFlags.Induced));
        Assert.Equal((Severity.Medium, false), (Of(run, ActorKind.Session).Severity, Of(run, ActorKind.Session).Induced));
    }

    private static List<ResponseCandidate> Candidates(FoldRun run, params RequestEvent[] events)
    {
        var candidates = new List<ResponseCandidate>();
        foreach (var e in events)
        {
            run.Fold.Apply(e, EndpointCatalog.Empty);
            for (var next = 0; next < run.Fold.Changes.Signals.Count; next++)
                run.Fold.Apply(run.Fold.Changes.Signals[next], EndpointCatalog.Empty);
            candidates.AddRange(run.Fold.Changes.Candidates);
            run.Fold.Changes.Clear();
        }

        return candidates;
    }

    private static RequestEvent Trapped(double at) => Page(at, "/wp-login.php", outcome: Outcome.Missing).With(EventFlags.Trap);

    private static FoldRun Counting(ActorKind kind, bool restarting = false) => new(detectors: [new ScriptedDetector("T1", kind, c =>
    {
        c.Memory.Add(c.Mark());
        if (c.Memory.Marks.Count >= 3)
            c.Raise(Severity.High, "three", [.. c.Memory.Marks]);
    })], restarting: restarting);

    private static Finding Of(FoldRun run, ActorKind kind) => Assert.Single(run.Raised, f => f.Subject.Kind == kind);
}
