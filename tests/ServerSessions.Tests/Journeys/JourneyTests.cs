using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

public class JourneyTests
{
    private static readonly JourneySettings Shop = new(
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), ["POST /pay"],
        [new Flow("checkout", ["GET /address", "GET /payment", "POST /pay"]), new Flow("sign up", ["GET /form", "POST /form"])], ["GET /"]);

    [Fact]
    public void A_goal_reached_is_completed_whatever_came_after() =>
        Assert.Equal(JourneyClass.Completed, Class(Post(0, "/pay"), Page(30, "/x", outcome: Outcome.Failed)));

    [Theory]
    [InlineData(Outcome.Denied)]
    [InlineData(Outcome.Failed)]
    public void Ending_denied_or_failed_is_blocked_also_inside_a_flow(Outcome outcome) =>
        Assert.Equal(JourneyClass.Blocked, Class(Page(0, "/address"), Page(9, "/payment", outcome: outcome)));

    [Fact]
    public void A_failure_that_was_got_over_is_not_blocked() =>
        Assert.Equal(JourneyClass.Browsing, Class(Page(0, "/x", outcome: Outcome.Failed), Page(9, "/y")));

    [Fact]
    public void A_flow_entered_and_not_completed_is_abandoned_even_as_the_only_step() =>
        Assert.Equal(JourneyClass.Abandoned, Class(Page(0, "/address")));

    [Fact]
    public void A_flow_that_was_completed_is_not_abandoned() =>
        Assert.Equal(JourneyClass.Browsing, Class(Page(0, "/form"), Post(20, "/form", outcome: Outcome.Ok)));

    [Fact]
    public void One_flow_completed_does_not_excuse_another_that_was_left() =>
        Assert.Equal(JourneyClass.Abandoned, Class(Page(0, "/form"), Post(20, "/form", outcome: Outcome.Ok), Page(40, "/address")));

    [Fact]
    public void One_page_is_bounced() => Assert.Equal(JourneyClass.Bounced, Class(Page(0, "/x")));

    [Theory]
    [InlineData(4, JourneyClass.Browsing)]
    [InlineData(5, JourneyClass.Wandering)]
    public void Five_steps_without_a_goal_are_wandering(int steps, JourneyClass expected) =>
        Assert.Equal(expected, Class([.. Enumerable.Range(0, steps).Select(i => Page(i * 20, $"/p{i}"))]));

    [Fact]
    public void Where_no_goal_is_declared_no_session_is_wandering() =>
        Assert.Equal(JourneyClass.Browsing, Of(JourneySettings.Default, [.. Enumerable.Range(0, 9).Select(i => Page(i * 20, $"/p{i}"))]).Class);

    [Fact]
    public void Two_pages_or_actions_or_a_goal_are_engaged_and_calls_of_scripts_are_not()
    {
        Assert.False(Of(Shop, Page(0, "/x"), Api(5, "/api"), Api(9, "/api2"), Custom(10, "seen")).Engaged);
        Assert.True(Of(Shop, Page(0, "/x"), Post(9, "/y")).Engaged);
        Assert.True(Of(Shop, Page(0, "/x"), Page(9, "/x")).Engaged);
        Assert.True(Of(Shop, Post(0, "/pay")).Engaged);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10.000001, 0)]
    public void Going_back_within_ten_seconds_is_a_quick_back(double dwell, int quick) =>
        Assert.Equal(quick, Friction(Page(0, "/a", lasts: 0), Page(20, "/b", lasts: 0), Page(20 + dwell, "/a")).QuickBacks);

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 0)]
    public void Returning_to_one_of_the_five_steps_before_the_one_just_left_is_a_backtrack(int between, int backtracks)
    {
        // /p0, then as many others, of which the last is the one just left.
        var walk = Enumerable.Range(0, between + 1).Select(i => Page(i * 20, $"/p{i}")).Append(Page(600, "/p0"));
        Assert.Equal(backtracks, Friction([.. walk]).Backtracks);
    }

    [Fact]
    public void Returning_to_a_hub_is_no_backtrack() =>
        Assert.Equal(0, Friction(Page(0, "/"), Page(20, "/b"), Page(40, "/")).Backtracks);

    [Theory]
    [InlineData(300, 1)]
    [InlineData(300.000001, 0)]
    public void The_third_failing_attempt_within_five_minutes_is_a_repeat(double third, int repeats) =>
        Assert.Equal(repeats, Friction(Try(0), Try(100), Try(third)).Repeats);

    [Fact]
    public void Two_failing_attempts_are_none_and_neither_are_three_good_ones()
    {
        Assert.Equal(0, Friction(Try(0), Try(100)).Repeats);
        Assert.Equal(0, Friction(Page(0, "/a"), Page(20, "/a"), Page(40, "/a")).Repeats);
    }

    [Fact]
    public void Attempts_that_fail_on_the_page_they_redirect_to_are_repeats_too() =>
        Assert.Equal(1, Friction([.. Enumerable.Range(0, 3).SelectMany(i =>
            new[] { Post(i * 20, "/save"), Page((i * 20) + 0.1, "/error", outcome: Outcome.Failed) })]).Repeats);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1.000001, 0)]
    public void Three_identical_requests_at_most_a_second_apart_are_rage(double gap, int rage) =>
        Assert.Equal(rage, Friction(Post(0, "/buy"), Post(1, "/buy"), Post(1 + gap, "/buy")).Rage);

    [Fact]
    public void Requests_with_other_parameters_are_not_identical() =>
        Assert.Equal(0, Friction(Api(0, "/i") with { Parameters = 1 }, Api(0.1, "/i") with { Parameters = 2 }, Api(0.2, "/i") with { Parameters = 3 }).Rage);

    [Fact]
    public void The_score_is_the_weighted_sum_of_its_parts()
    {
        Assert.Equal(1 + (2 * 1) + (3 * 5) + (4 * 3) + (5 * 2), new Friction(1, 2, 3, 4, 5).Score);
        Assert.Equal(0, ServerSessions.Friction.None.Score);
    }

    private static RequestEvent Try(double at) => Post(at, "/save", lasts: 0, outcome: Outcome.Invalid);

    private static JourneyClass Class(params RequestEvent[] events) => Of(Shop, events).Class;

    private static Friction Friction(params RequestEvent[] events) => Of(Shop, events).Friction;

    private static Journey Of(JourneySettings settings, params RequestEvent[] events) => new FoldRun(settings).Add(events).End().Closed.Single();
}
