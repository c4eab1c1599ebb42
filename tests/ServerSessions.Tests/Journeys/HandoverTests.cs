using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>One visit whose key changes: its sessions are linked, and rules of absence see both halves.</summary>
public sealed class HandoverTests
{
    private static readonly EndpointCatalog Shop = new("1",
    [
        new("GET /address", HttpVerb.Get, "/address", [], null, EventFlags.None, null),
        new("POST /pay", HttpVerb.Post, "/pay", ["GET /address"], null, EventFlags.None, null),
        new("GET /form", HttpVerb.Get, "/form", [], null, EventFlags.None, null),
        new("POST /form", HttpVerb.Post, "/form", [], null, EventFlags.None, null) { IsForm = true },
    ]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_guest_without_a_cookie_who_gives_the_address_and_signs_in_then_pays_in_the_linked_session(bool restarting)
    {
        var run = new FoldRun(catalog: Shop, restarting: restarting).Live(
            Daily(Page(0, "/address")), Daily(Post(10, "/login")).From(7) with { AuthSession = Visitor(2) }, SignedIn(Post(20, "/pay", visitor: 2))).End();
        Assert.Empty(run.Raised);
        AssertLinked(run);
    }

    [Fact]
    public void A_cookie_that_a_browser_withdraws_by_a_signal_is_linked_to_what_follows()
    {
        var run = new FoldRun(catalog: Shop).Live(
            Page(0, "/address"), Page(5, "/"), Daily(Post(20, "/pay", visitor: 2)) with { Detail = new EventDetail { Before = Visitor(1) } }).End();
        Assert.Empty(run.Raised);
        AssertLinked(run);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cookie_that_follows_the_key_of_the_day_goes_on_with_its_visit(bool restarting)
    {
        var run = new FoldRun(catalog: Shop, restarting: restarting).Live(
            Daily(Page(0, "/address")), NewCookie(Page(10, "/", visitor: 2)), Post(20, "/pay", visitor: 2)).End();
        Assert.Empty(run.Raised);
        AssertLinked(run);
    }

    [Fact]
    public void A_predecessor_under_the_earlier_key_is_queried_at_the_first_request() =>
        Assert.Empty(new FoldRun(catalog: Shop).Live(Daily(Page(0, "/address")), NewCookie(Post(20, "/pay", visitor: 2))).Until(60).Raised);

    [Fact]
    public void A_form_of_a_page_that_was_shown_under_the_earlier_key_was_reached() =>
        Assert.Empty(new FoldRun(catalog: Shop).Live(Daily(Page(0, "/form")), NewCookie(Post(20, "/form", visitor: 2))).Until(60).Raised);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_form_without_its_page_is_found_whatever_its_client_says_of_where_it_was(bool saysSo)
    {
        var form = Post(20, "/form", visitor: 2).With(EventFlags.FirstContact);
        var finding = Assert.Single(new FoldRun(catalog: Shop).Live(saysSo ? NewCookie(form) : form).Until(60).Raised);
        Assert.Equal(("D10", saysSo ? ActorKind.Session : ActorKind.Source), (finding.Rule, finding.Subject.Kind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_question_that_comes_before_the_event_that_it_is_about_is_answered_with_that_event(bool restarting)
    {
        var run = new FoldRun(catalog: Shop, restarting: restarting).Add(
            NewCookie(Page(10, "/", visitor: 2)), Post(20, "/pay", visitor: 2), Daily(Page(0, "/address"))).End();
        Assert.Empty(run.Raised);
        AssertLinked(run);
    }

    [Fact]
    public void A_question_that_waits_is_answered_by_no_visitor_who_comes_later()
    {
        var run = new FoldRun(catalog: Shop).Live(
            NewCookie(Page(10, "/", visitor: 2)), Page(20, "/", visitor: 2), Daily(Page(60, "/address")), Daily(Page(70, "/"))).End();
        Assert.DoesNotContain(run.Closed, j => j.Previous is not null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_question_that_no_event_follows_is_forgotten_when_its_visit_would_be_over(bool restarting)
    {
        var run = new FoldRun(catalog: Shop, restarting: restarting).Live(NewCookie(Page(10, "/", visitor: 2)), Page(20, "/", visitor: 2)).Until(1_809);
        Assert.NotNull(run.Fold.Session(Visitor(1)));
        run.Until(1_812);
        Assert.Null(run.Fold.Session(Visitor(1)));
    }

    [Fact]
    public void Where_sessions_were_given_up_a_session_that_was_queried_first_may_be_incomplete()
    {
        var run = new FoldRun(catalog: Shop);
        run.Fold.Restore(At(5));
        run.Add(NewCookie(Page(10, "/", visitor: 2)), Page(20, "/", visitor: 2), Daily(Page(9, "/address")), Daily(Page(30, "/"))).End();
        Assert.True(Assert.Single(run.Closed, j => j.Key == Visitor(1)).HasGaps);
    }

    [Fact]
    public void The_key_of_the_day_goes_on_in_one_other_key()
    {
        var run = new FoldRun(catalog: Shop).Live(
            Daily(Page(0, "/address")), NewCookie(Page(10, "/", visitor: 2)), Page(12, "/", visitor: 2), NewCookie(Page(14, "/", visitor: 3)), Page(16, "/", visitor: 3)).End();
        Assert.Single(run.Closed, j => j.Previous is not null);
    }

    [Fact]
    public void What_was_left_longer_ago_than_a_session_lasts_is_another_visit()
    {
        var run = new FoldRun(catalog: Shop).Live(
            Daily(Page(0, "/address")), NewCookie(Page(1_900, "/", visitor: 2)), Post(1_910, "/pay", visitor: 2)).End();
        Assert.Single(run.Raised);
        Assert.DoesNotContain(run.Closed, j => j.Previous is not null);
    }

    [Fact]
    public void Consent_that_is_withdrawn_forbids_the_link_and_nothing_is_said_of_what_is_missing()
    {
        var run = new FoldRun(catalog: Shop).Live(
            Page(0, "/address"), Page(5, "/"), Daily(Post(20, "/pay", visitor: 2)) with { Detail = new EventDetail { IsPastUnseen = true } }).End();
        Assert.Empty(run.Raised);
        Assert.DoesNotContain(run.Closed, j => j.Previous is not null);
        Assert.DoesNotContain(run.Closed, j => j.HasGaps);
    }

    [Fact]
    public void Without_any_of_it_the_step_that_is_missing_is_found() =>
        Assert.Single(new FoldRun(catalog: Shop).Live(Daily(Post(20, "/pay", visitor: 2))).End().Raised);

    private static void AssertLinked(FoldRun run)
    {
        var first = Assert.Single(run.Closed, j => j.Key == Visitor(1));
        Assert.Equal(first.Id, Assert.Single(run.Closed, j => j.Key == Visitor(2)).Previous);
    }

    private static RequestEvent Daily(RequestEvent e) => e with { KeyKind = KeyKind.Daily };

    private static RequestEvent SignedIn(RequestEvent e) => e with { KeyKind = KeyKind.Authenticated, AuthSession = Visitor(2), User = new Pseudonym(0x05E4, 8) };

    private static RequestEvent NewCookie(RequestEvent e) => e.With(EventFlags.FirstContact) with { Detail = new EventDetail { Before = Visitor(1) } };
}
