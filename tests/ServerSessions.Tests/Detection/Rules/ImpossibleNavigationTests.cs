using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class ImpossibleNavigationTests
{
    private static readonly EndpointCatalog Shop = new("1",
    [
        new("GET /address", HttpVerb.Get, "/address", [], null, EventFlags.None, null),
        new("GET /payment", HttpVerb.Get, "/payment", ["GET /address", "GET /saved"], null, EventFlags.None, null),
        new("POST /pay", HttpVerb.Post, "/pay", ["GET /address"], null, EventFlags.None, null),
        new("POST /ship", HttpVerb.Post, "/ship", ["POST /pay"], null, EventFlags.None, null),
    ]);

    [Fact]
    public void A_change_without_its_predecessor_is_reported_once_five_seconds_later()
    {
        var run = Run().Live(Page(0, "/"), Post(10, "/pay")).Until(14.9);
        Assert.Empty(run.Raised);
        Assert.Equal(Severity.Medium, Assert.Single(run.Until(15.1).Raised).Severity);
    }

    [Fact]
    public void A_change_that_was_refused_was_only_tried() =>
        Assert.Equal(Severity.Low, Assert.Single(Raised(Post(10, "/pay", outcome: Outcome.Conflict))).Severity);

    [Fact]
    public void One_page_is_silent_and_two_are_reported()
    {
        Assert.Empty(Raised(Page(0, "/payment")));
        Assert.Equal(Severity.Low, Assert.Single(Raised(Page(0, "/payment"), Page(20, "/payment"))).Severity);
    }

    [Fact]
    public void A_user_who_shows_another_session_cookie_for_every_page_is_found()
    {
        RequestEvent Payment(double at, int visitor, int user) => Page(at, "/payment", visitor).From(user);
        Assert.Equal((ActorKind.User, Severity.Low), Assert.Single(Raised(Payment(0, 1, 1), Payment(20, 2, 1))) is var f ? (f.Subject.Kind, f.Severity) : default);
        Assert.Empty(Raised(Payment(0, 1, 1), Payment(20, 2, 2), Payment(4_000, 3, 1)));
        Assert.Equal([ActorKind.Session], Raised(Payment(0, 1, 1), Payment(20, 1, 1)).Select(x => x.Subject.Kind));
    }

    [Theory]
    [InlineData("/address")]
    [InlineData("/saved")]
    public void Any_of_the_declared_predecessors_will_do(string path) =>
        Assert.Empty(Raised(Page(0, path), Page(10, "/payment"), Page(20, "/payment")));

    [Fact]
    public void A_predecessor_that_arrives_late_is_waited_for() =>
        Assert.Empty(Run().Add(Post(10, "/pay")).Until(14).Add(Page(9, "/address")).Until(60).Raised);

    [Fact]
    public void A_predecessor_that_came_afterwards_is_none() =>
        Assert.Single(Raised(Post(10, "/pay"), Page(11, "/address")));

    [Fact]
    public void A_predecessor_that_failed_is_none() =>
        Assert.Single(Raised(Page(0, "/address", outcome: Outcome.Denied), Post(10, "/pay")));

    [Fact]
    public void A_predecessor_that_was_fetched_ahead_was_seen() =>
        Assert.Empty(Raised(Page(0, "/"), Page(1, "/address").With(EventFlags.Passive | EventFlags.Prefetch), Post(10, "/pay")));

    [Fact]
    public void A_predecessor_in_the_preceding_session_makes_an_Info_finding_that_is_not_sent()
    {
        var run = Run().Live(Page(0, "/"), Page(5, "/address"), Post(4_000, "/pay")).End();
        Assert.Empty(run.Raised);
        Assert.Equal(Severity.Info, run.Closed[1].Findings.Single().Severity);
    }

    [Fact]
    public void Where_events_were_dropped_nothing_is_proven() =>
        Assert.Empty(Raised(Page(0, "/").With(EventFlags.Gap), Post(10, "/pay")));

    [Fact]
    public void Where_the_first_request_may_be_missing_it_can_have_been_a_step_that_needs_no_other()
    {
        var first = Page(0, "/").With(EventFlags.LateStart);
        Assert.Empty(Raised(first, Post(10, "/pay")));
        Assert.Equal("POST /ship", Assert.Single(Raised(first, Post(10, "/ship"))).Evidence[0].Step);
        Assert.Equal(UnixTime.ToDate(At(9_000)), Assert.Single(Raised(first, Post(10, "/pay"), Post(4_000, "/pay"), Page(4_100, "/"), Post(9_000, "/pay"), Page(9_100, "/"))).First);
    }

    [Fact]
    public void Where_the_request_that_made_the_cookie_is_at_another_node_that_shed_it_it_can_have_been_the_missing_step()
    {
        var young = Page(0, "/").With(EventFlags.YoungCookie);
        Assert.Empty(Raised(young, Post(10, "/pay")));
        Assert.Equal("POST /ship", Assert.Single(Raised(young, Post(10, "/ship"))).Evidence[0].Step);
        Assert.Single(Raised(Page(0, "/").With(EventFlags.FirstContact), Post(10, "/pay").With(EventFlags.YoungCookie)));
        Assert.Single(Raised(young, Page(-1, "/").With(EventFlags.FirstContact), Post(10, "/pay").With(EventFlags.YoungCookie)));
    }

    [Fact]
    public void However_much_was_shed_in_the_minute_of_its_cookie_a_session_that_is_here_from_its_first_request_is_judged()
    {
        const EventFlags Unknown = EventFlags.LateStart | EventFlags.UnknownStart;
        var first = Page(0, "/").With(EventFlags.FirstContact);
        Assert.Empty(Raised(Page(0, "/").With(Unknown), Post(10, "/ship").With(Unknown)));
        Assert.Single(Raised(first, Post(10, "/ship").With(Unknown)));
        Assert.Single(Raised(Page(1, "/a").With(Unknown), first, Post(10, "/ship").With(Unknown)));
        Assert.Empty(Raised(Page(0, "/").With(Unknown), Post(4_000, "/ship").With(Unknown), Page(4_100, "/")));
    }

    [Fact]
    public void What_shed_requests_reached_counts_and_what_they_did_not_reach_is_missing()
    {
        RequestEvent First(params string[] reached) => Page(0, "/").From(1).With(EventFlags.LateStart) with { Detail = new EventDetail { ReachedBefore = reached } };
        Assert.Empty(Raised(First("GET /address"), Post(10, "/pay").From(1)));
        Assert.Single(Raised(First(), Post(10, "/pay").From(1)));
    }

    [Fact]
    public void Prefetch_and_calls_of_scripts_are_no_navigation() =>
        Assert.Empty(Raised(
            Page(0, "/payment").With(EventFlags.Passive | EventFlags.Prefetch), Page(1, "/payment").With(EventFlags.Prefetch),
            Api(2, "/payment"), Api(3, "/payment")));

    [Fact]
    public void Pages_that_were_not_shown_do_not_count() =>
        Assert.Empty(Raised(Page(0, "/payment", outcome: Outcome.Redirected), Page(9, "/payment", outcome: Outcome.Denied)));

    [Fact]
    public void A_sign_out_before_the_wait_is_over_still_judges()
    {
        var run = Run().Live(Page(0, "/").From(1), Post(10, "/pay").From(1), Post(11, "/signout").From(1).With(EventFlags.SignedOut)).Until(16.1);
        Assert.Equal("D9", Assert.Single(run.Raised).Rule);
        Assert.Single(run.Closed.Single().Findings);
    }

    [Fact]
    public void A_worker_that_takes_over_while_it_waits_judges_the_same()
    {
        var before = Run().Live(Page(0, "/"), Post(10, "/pay"));
        Assert.Equal("1", before.Fold.Session(Visitor(1))!.Catalog);
        var after = Run();
        after.Fold.Restore(before.Fold.Session(Visitor(1))!);
        Assert.Equal("1", after.Fold.AwaitedCatalog);
        after.Fold.Use(Shop);
        Assert.Single(after.Until(60).Raised);
    }

    private static FoldRun Run() => new(catalog: Shop);

    private static List<Finding> Raised(params RequestEvent[] events) => [.. Run().Live(events).Until(1_000).Raised];
}
