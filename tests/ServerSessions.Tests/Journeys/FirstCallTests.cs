using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

/// <summary>Calls of a page's scripts without a cookie are one session with the browser that shows its cookie in time, and only where it is the only one.</summary>
public sealed class FirstCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Five_calls_at_once_and_the_browser_that_shows_one_of_their_cookies_are_one_session(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Live([.. Calls(0, first: 1), Page(9.9, "/cart", visitor: 3)]).End();
        Assert.Equal(Visitor(3), Assert.Single(run.Closed).Key);
        Assert.Equal(2, run.Closed[0].Requests);
    }

    [Fact]
    public void An_attached_call_is_no_open_session_either()
    {
        var run = new FoldRun().Live([.. Calls(0, first: 1), Page(5, "/cart", visitor: 3)]).Until(14.9);
        Assert.False(run.Fold.Session(Visitor(1))!.IsHidden);
        run.Until(15.1);
        Assert.Equal([true, true, false, true, true], Enumerable.Range(1, 5).Select(v => run.Fold.Session(Visitor(v))!.IsHidden));
    }

    [Theory]
    [InlineData(10.1)]
    [InlineData(60)]
    public void A_cookie_that_is_shown_too_late_joins_nothing(double at) =>
        Assert.Equal(5, new FoldRun().Live([.. Calls(0, first: 1), Page(at, "/cart", visitor: 3)]).End().Closed.Count);

    [Fact]
    public void Calls_of_a_browser_that_never_shows_a_cookie_are_joined_to_nothing() =>
        Assert.Equal(5, new FoldRun().Live(Calls(0, first: 1)).End().Closed.Count);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_people_behind_one_address_are_not_joined(bool restarting)
    {
        var run = new FoldRun(restarting: restarting).Live(
            [.. Calls(0, first: 1), .. Calls(1, first: 11), Page(4, "/cart", visitor: 3), Page(5, "/cart", visitor: 13)]).End();
        Assert.Equal(10, run.Closed.Count);
    }

    [Fact]
    public void Another_client_or_another_network_is_another_browser()
    {
        var run = new FoldRun().Live(
            [Call(0, 1), Call(0, 2) with { Client = "Firefox 140, Linux, desktop" }, Call(0, 3) with { Network = 78 }, Page(5, "/cart", visitor: 1)]).End();
        Assert.Equal(3, run.Closed.Count);
    }

    [Fact]
    public void A_call_whose_cookie_comes_back_later_is_a_session()
    {
        var run = new FoldRun().Live([.. Calls(0, first: 1), Page(5, "/cart", visitor: 3), Page(20, "/cart", visitor: 4)]).End();
        Assert.Equal([Visitor(3), Visitor(4)], run.Closed.Select(j => j.Key).OrderBy(k => k != Visitor(3)));
    }

    [Fact]
    public void A_page_a_change_and_what_the_application_recorded_or_made_a_goal_are_not_attached()
    {
        RequestEvent[] events =
        [
            Page(0, "/", visitor: 1).With(EventFlags.FirstContact), Post(0, "/api", visitor: 2).With(EventFlags.FirstContact | EventFlags.ScriptFetch),
            Call(0, 3), Custom(0, "bought", visitor: 3).With(EventFlags.FirstContact), Call(0, 4) with { Step = "GET /goal" }, Call(0, 5), Page(5, "/cart", visitor: 5),
        ];
        var run = new FoldRun(new JourneySettings(TimeSpan.FromMinutes(30), null, ["GET /goal"], [], [])).Live(events).End();
        Assert.Equal(5, run.Closed.Count);
    }

    [Fact]
    public void More_calls_than_a_browser_makes_at_once_are_no_browsers() =>
        Assert.Equal(65, new FoldRun().Live([.. Enumerable.Range(1, 65).Select(v => Call(0, v)), Page(5, "/cart", visitor: 3)]).End().Closed.Count);

    private static IEnumerable<RequestEvent> Calls(double at, int first) => Enumerable.Range(first, 5).Select(v => Call(at, v));

    private static RequestEvent Call(double at, int visitor) => Api(at, "/api", visitor).With(EventFlags.FirstContact);
}
