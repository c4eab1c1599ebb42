using ServerSessions.Journeys.Actors;
using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection;

/// <summary>The learned part of D10: which pages lead to an action.</summary>
public class LearnedPredecessorsTests
{
    private const double Hour = 3_600;
    private int _visitor;
    private double _time;

    [Theory]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    public void Nothing_is_reported_before_a_thousand_sessions(int sessions, int alerts)
    {
        var run = Learned(sessions);
        Assert.Equal(alerts, run.Live(Direct()).Raised.Count());
    }

    [Fact]
    public void A_finding_names_the_usual_predecessors_and_the_session_and_is_never_high()
    {
        var run = Learned(1_000).Live(Direct());
        var finding = Assert.Single(run.Raised);
        Assert.Equal(("D10", ActorKind.Endpoint, Severity.Low), (finding.Rule, finding.Subject.Kind, finding.Severity));
        Assert.Contains("GET /address (1000)", finding.Reason, StringComparison.Ordinal);
        Assert.NotNull(finding.Evidence.Single().Session);
    }

    [Theory]
    [InlineData(13.9, 0)]
    [InlineData(14.1, 1)]
    public void Fourteen_days_are_enough_for_an_action_that_is_rarely_taken(double days, int alerts)
    {
        var run = Learned(60);
        _time = Math.Max(_time, days * 24 * Hour);
        Assert.Equal(alerts, run.Live(Direct()).Raised.Count());
    }

    [Fact]
    public void Any_page_that_is_known_to_lead_there_will_do_however_long_ago_in_the_session() =>
        Assert.Empty(Learned(1_000).Live(Visit("/address", "/help", "/faq", "/terms")).Raised);

    [Fact]
    public void A_browser_that_came_before_is_not_judged()
    {
        var known = Direct();
        Assert.Empty(Learned(1_000).Live(known.Select(e => e with { Flags = e.Flags & ~EventFlags.FirstContact })).Raised);
    }

    [Fact]
    public void Where_more_than_one_in_a_hundred_comes_from_elsewhere_nothing_is_reported()
    {
        var run = Learned(1_000);
        for (var i = 0; i < 12; i++)
            run.Live(Visit("/mail").Select(e => e with { Flags = e.Flags & ~EventFlags.FirstContact }));
        Assert.Empty(run.Live(Direct()).Raised);
    }

    [Fact]
    public void A_deploy_that_changes_the_endpoint_forgets_its_predecessors()
    {
        var run = Learned(1_000);
        run.Fold.Use(Shop("2"));
        foreach (var e in Direct())
            run.Apply(e, Shop("2", policy: "Staff"));
        Assert.Empty(run.Raised);
        Assert.Equal(1, run.Fold.Actor(Key)!.Detection.Memories["D10"].Marks.Single(m => m.Step == "(sessions)").Code);
    }

    [Theory]
    [InlineData(49, 0)]
    [InlineData(50, 1)]
    public void Any_other_deploy_is_waited_out_for_fifty_sessions(int sessions, int alerts)
    {
        var run = Learned(1_000);
        for (var i = 0; i < sessions; i++)
            foreach (var e in Visit("/address"))
                run.Apply(e, Shop("2"));
        foreach (var e in Direct())
            run.Apply(e, Shop("2"));
        Assert.Equal(alerts, run.Raised.Count());
    }

    [Fact]
    public void Its_memory_is_bounded_and_gone_after_a_month()
    {
        var run = Run();
        for (var i = 0; i < 500; i++)
            run.Live(Visit($"/page{i}"));
        Assert.InRange(run.Fold.Actor(Key)!.Detection.Memories["D10"].Marks.Count, 60, LearnedPredecessors.Capacity);
        Assert.Equal(0, run.Until(_time + (62 * 24 * Hour)).Fold.Count);
    }

    [Fact]
    public void A_worker_that_takes_over_goes_on_learning()
    {
        var run = new FoldRun(catalog: Shop("1"), restarting: true, options: Small());
        for (var i = 0; i < 20; i++)
            run.Live(Visit("/address"));
        Assert.Single(run.Live(Direct()).Raised);
    }

    private static ServerSessions.Storage.LiveKey Key => new(ActorKind.Endpoint, ActorKeys.Of(ActorKind.Endpoint, Post(0, "/order")));

    private static EndpointCatalog Shop(string version, string? policy = null) => new(version,
    [
        new("POST /order", HttpVerb.Post, "/order", [], null, EventFlags.None, policy) { IsForm = true },
    ]);

    private static DetectionOptions Small() => new() { UnreachableAction = { Support = 5, Sessions = 20 } };

    private static FoldRun Run() => new(catalog: Shop("1"));

    private FoldRun Learned(int sessions)
    {
        var run = Run();
        for (var i = 0; i < sessions; i++)
            run.Live(Visit("/address"));
        return run;
    }

    /// <summary>A new browser that is shown these pages and then orders.</summary>
    private RequestEvent[] Visit(params string[] pages)
    {
        _visitor++;
        _time += 40;
        return
        [
            Page(_time, pages[0], _visitor).With(EventFlags.FirstContact),
            .. pages.Skip(1).Select((page, i) => Page(_time + 1 + i, page, _visitor)),
            Post(_time + 20, "/order", _visitor).With(EventFlags.SameOrigin),
        ];
    }

    private RequestEvent[] Direct()
    {
        _visitor++;
        _time += 40;
        return [Api(_time, "/api", _visitor).With(EventFlags.FirstContact), Post(_time + 20, "/order", _visitor).With(EventFlags.SameOrigin)];
    }
}
