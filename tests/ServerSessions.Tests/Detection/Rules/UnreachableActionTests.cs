using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Detection.Rules;

public class UnreachableActionTests
{
    private static readonly EndpointCatalog Shop = new("1",
    [
        new("GET /form", HttpVerb.Get, "/form", [], null, EventFlags.None, null),
        new("POST /form", HttpVerb.Post, "/form", [], null, EventFlags.None, null) { IsForm = true },
        new("POST /cart", HttpVerb.Post, "/cart", [], null, EventFlags.None, null) { IsForm = true, NeedsToken = true },
    ]);

    [Fact]
    public void A_token_that_this_browser_was_never_given_is_reported_five_seconds_later()
    {
        var run = Run().Live(First(0, "/"), Accepted(10)).Until(14.9);
        Assert.Empty(run.Raised);
        var finding = Assert.Single(run.Until(15.1).Raised);
        Assert.Equal(("D10", Severity.Medium, ActorKind.Session), (finding.Rule, finding.Severity, finding.Subject.Kind));
    }

    [Fact]
    public void A_token_that_was_given_in_this_session_is_as_it_should_be() =>
        Assert.Empty(Raised(First(0, "/"), Page(5, "/form").With(EventFlags.TokenIssued), Accepted(10)));

    [Fact]
    public void A_token_that_was_given_to_a_page_fetched_ahead_is_as_it_should_be() =>
        Assert.Empty(Raised(First(0, "/"), Page(5, "/form").With(EventFlags.TokenIssued | EventFlags.Prefetch | EventFlags.Passive), Accepted(10)));

    [Fact]
    public void The_giving_of_a_token_that_arrives_late_is_waited_for() =>
        Assert.Empty(Run().Live(First(0, "/"), Accepted(10)).Until(14).Add(Page(9, "/form").With(EventFlags.TokenIssued)).Until(60).Raised);

    [Fact]
    public void A_token_given_afterwards_was_not_given_before() =>
        Assert.Single(Raised(First(0, "/"), Accepted(10), Page(11, "/form").With(EventFlags.TokenIssued)));

    [Fact]
    public void A_browser_that_comes_back_may_have_had_its_token_for_days() =>
        Assert.Empty(Raised(Page(0, "/"), Accepted(10)));

    [Fact]
    public void A_form_left_open_over_lunch_belongs_to_the_session_before() =>
        Assert.Empty(Raised(First(0, "/"), Page(5, "/form").With(EventFlags.TokenIssued), Accepted(4_000)));

    [Fact]
    public void Where_events_were_dropped_nothing_is_proven() =>
        Assert.Empty(Raised(First(0, "/").With(EventFlags.Gap), Accepted(10)));

    [Theory]
    [InlineData(2, 60, 0)]
    [InlineData(3, 300, 1)]
    [InlineData(3, 300.000001, 0)]
    public void Three_refused_tokens_in_ten_minutes_are_reported(int failures, double every, int alerts) =>
        Assert.Equal(alerts, Raised([Page(0, "/"), .. Enumerable.Range(0, failures).Select(i => Refused(1 + (i * every)))]).Count);

    [Fact]
    public void Refused_tokens_matter_more_where_none_was_ever_given()
    {
        RequestEvent[] refused = [Refused(10), Refused(20), Refused(30)];
        Assert.Equal(Severity.Medium, Assert.Single(Raised([First(0, "/"), .. refused])).Severity);
        Assert.Equal(Severity.Low, Assert.Single(Raised([First(0, "/"), Page(5, "/form").With(EventFlags.TokenIssued), .. refused])).Severity);
        Assert.Equal(Severity.Low, Assert.Single(Raised([Page(0, "/"), .. refused])).Severity);
    }

    [Fact]
    public void A_client_without_cookies_is_reported_once_by_its_source()
    {
        Assert.Empty(Raised([.. Cookieless(9)]));
        Assert.Equal(ActorKind.Source, Assert.Single(Raised([.. Cookieless(40)])).Subject.Kind);
    }

    [Fact]
    public void A_form_sent_by_a_browser_that_was_shown_no_page_is_reported() =>
        Assert.Equal(Severity.Medium, Assert.Single(Raised(FirstApi(0), Form(5))).Severity);

    [Fact]
    public void A_form_that_was_refused_was_only_tried() =>
        Assert.Equal(Severity.Low, Assert.Single(Raised(FirstApi(0), Form(5) with { Outcome = Outcome.Invalid })).Severity);

    [Fact]
    public void A_form_that_any_page_of_ours_may_hold_is_not() => Assert.Empty(Raised(First(0, "/"), Form(5)));

    [Theory]
    [InlineData(EventFlags.ScriptFetch)]
    [InlineData(EventFlags.Passive)]
    public void A_form_that_a_script_has_sent_is_not(object flag) =>
        Assert.Empty(Raised(FirstApi(0), Form(5).With((EventFlags)flag)));

    [Fact]
    public void That_the_client_claims_to_come_from_a_page_of_ours_spares_nothing() =>
        Assert.Single(Raised(FirstApi(0), Form(5).With(EventFlags.SameOrigin)));

    [Fact]
    public void A_form_on_another_site_is_held_against_the_source_only()
    {
        var raised = new FoldRun(catalog: Shop).Live(FirstApi(0), Form(5).With(EventFlags.Induced)).Until(60).Raised.ToList();
        Assert.All(raised, f => Assert.True(f.Subject.Kind == ActorKind.Source || f is { Induced: true, Severity: Severity.Low }));
        Assert.Contains(raised, f => f.Subject.Kind == ActorKind.Source);
    }

    [Fact]
    public void A_worker_that_takes_over_while_it_waits_judges_the_same()
    {
        var run = new FoldRun(catalog: Shop, restarting: true).Live(First(0, "/"), Accepted(10)).Until(60);
        Assert.Single(run.Raised);
        run = new FoldRun(catalog: Shop, restarting: true).Live(First(0, "/"), Page(5, "/form").With(EventFlags.TokenIssued), Accepted(10)).Until(60);
        Assert.Empty(run.Raised);
    }

    private static RequestEvent First(double at, string path) => Page(at, path).With(EventFlags.FirstContact);

    private static RequestEvent FirstApi(double at) => Api(at, "/api").With(EventFlags.FirstContact);

    private static RequestEvent Accepted(double at) => Post(at, "/cart").With(EventFlags.TokenAccepted);

    [Theory]
    [InlineData(9, 0)]
    [InlineData(10, 1)]
    public void A_user_who_shows_another_session_cookie_for_every_refused_token_is_found(int failures, int findings)
    {
        var found = Raised([.. Enumerable.Range(0, failures).Select(i => (Refused(i * 20) with { Key = Visitor(i) }).From(1))]);
        Assert.Equal(findings, found.Count);
        Assert.All(found, f => Assert.Equal(ActorKind.User, f.Subject.Kind));
    }

    private static RequestEvent Refused(double at) => Post(at, "/cart", outcome: Outcome.Invalid).With(EventFlags.TokenRefused);

    private static RequestEvent Form(double at) => Post(at, "/form");

    private static IEnumerable<RequestEvent> Cookieless(int count) =>
        Enumerable.Range(0, count).Select(i => (Refused(i) with { Key = Visitor(i) }).With(EventFlags.FirstContact));

    private static FoldRun Run() => new(catalog: Shop);

    private static List<Finding> Raised(params RequestEvent[] events) => [.. Run().Live(events).Until(10_000).Raised];
}
