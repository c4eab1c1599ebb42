using ServerSessions.Model;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys;

public class StepTests
{
    [Fact]
    public void A_post_and_the_page_it_redirects_to_are_one_step()
    {
        var step = Assert.Single(Steps(Post(0, "/save"), Page(0.1, "/saved")));
        Assert.Equal(("POST /save", "GET /saved", Outcome.Ok, 200), (step.Name, step.Landed, step.Outcome, step.Status));
        Assert.Equal(TimeSpan.FromMilliseconds(20), step.Server);
    }

    [Fact]
    public void A_page_and_the_change_it_sends_are_two_steps_also_with_one_event_name_and_one_outcome()
    {
        var steps = Steps(Page(0, "/form") with { Step = "form" }, Post(20, "/form") with { Step = "form", Outcome = Outcome.Ok, Status = 200 });
        Assert.Equal([("form", StepKind.Page, 1), ("form", StepKind.Action, 1)], steps.Select(s => (s.Name, s.Kind, s.Count)));
    }

    [Fact]
    public void A_landing_that_fails_makes_the_step_fail()
    {
        var step = Assert.Single(Steps(Post(0, "/save"), Page(0.1, "/saved", outcome: Outcome.Failed)));
        Assert.Equal((Outcome.Failed, 500), (step.Outcome, step.Status));
    }

    [Fact]
    public void A_chain_of_redirects_lands_at_its_end()
    {
        var step = Assert.Single(Steps(Post(0, "/login"), Page(0.1, "/", outcome: Outcome.Redirected), Page(0.2, "/home")));
        Assert.Equal("GET /home", step.Landed);
        Assert.Equal(["GET /"], step.Passed);
    }

    [Fact]
    public void A_chain_of_redirects_that_goes_round_keeps_each_page_once()
    {
        var chain = Enumerable.Range(0, 30).Select(i => Page(0.1 * (i + 1), i % 2 == 0 ? "/a" : "/b", outcome: Outcome.Redirected));
        var step = Assert.Single(Steps([Post(0, "/save"), .. chain, Page(3.2, "/done")]));
        Assert.Equal("GET /a GET /b GET /done", string.Join(' ', [.. step.Passed, step.Landed]));
        var longest = Assert.Single(Steps([Post(0, "/save"), .. Enumerable.Range(0, 30).Select(i => Page(0.1 * (i + 1), $"/{i}", outcome: Outcome.Redirected)), Page(3.2, "/done")]));
        Assert.Equal((8, "GET /done"), (longest.Passed.Count, longest.Landed));
    }

    [Theory]
    [InlineData(5.01, 1)]
    [InlineData(5.010001, 2)]
    public void A_page_more_than_five_seconds_after_the_redirect_is_a_step_of_its_own(double page, int steps) =>
        Assert.Equal(steps, Steps(Post(0, "/save"), Page(page, "/other")).Count);

    [Fact]
    public void A_call_of_a_script_is_no_landing()
    {
        var steps = Steps(Post(0, "/save"), Api(0.1, "/api"));
        Assert.Equal(["POST /save", "GET /api"], steps.Select(s => s.Name));
        Assert.Null(steps[0].Landed);
    }

    [Fact]
    public void Calls_within_a_quarter_of_a_second_of_a_page_are_its_children()
    {
        var steps = Steps(Page(0, "/a"), Api(0.005, "/early"), Api(0.26, "/last"), Api(0.260001, "/own"));
        Assert.Equal(["GET /a", "GET /own"], steps.Select(s => s.Name));
        Assert.Equal(2, steps[0].Children);
    }

    [Fact]
    public void Repeats_collapse_and_another_outcome_does_not()
    {
        var steps = Steps(Page(0, "/a"), Page(2, "/a"), Page(4, "/a", outcome: Outcome.Failed), Page(6, "/a"));
        Assert.Equal([(2, Outcome.Ok), (1, Outcome.Failed), (1, Outcome.Ok)], steps.Select(s => (s.Count, s.Outcome)));
    }

    [Fact]
    public void Five_hundred_steps_are_kept_and_all_are_counted()
    {
        var journey = Journey([.. Enumerable.Range(0, 1_200).Select(i => Page(i, $"/p{i % 2}"))]);
        Assert.Equal((500, 1_200, 1_200), (journey.Steps.Count, journey.StepCount, journey.Requests));
        Assert.All(journey.Steps, s => Assert.Equal(DwellSource.Gap, s.DwellSource));
    }

    [Fact]
    public void Dwell_is_from_the_end_of_the_answer_to_the_start_of_the_next_request()
    {
        var steps = Steps(Page(0, "/a", lasts: 0.5), Page(3, "/b"));
        Assert.Equal((TimeSpan.FromSeconds(2.5), DwellSource.Gap), (steps[0].Dwell, steps[0].DwellSource));
    }

    [Fact]
    public void Requests_that_overlap_leave_a_dwell_of_nothing_and_never_less() =>
        Assert.Equal(TimeSpan.Zero, Steps(Page(0, "/a", lasts: 4), Page(3, "/b"))[0].Dwell);

    [Fact]
    public void The_dwell_of_collapsed_requests_is_the_sum_of_all_their_gaps() =>
        Assert.Equal(TimeSpan.FromSeconds(8), Steps(Page(0, "/a", lasts: 1), Page(3, "/a", lasts: 1), Page(10, "/b"))[0].Dwell);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_last_steps_dwell_is_unknown_also_when_it_was_repeated(int times)
    {
        var steps = Steps([Page(0, "/a"), .. Enumerable.Range(1, times).Select(i => Page(i * 3, "/b"))]);
        Assert.Equal((null, DwellSource.Censored), (steps[^1].Dwell, steps[^1].DwellSource));
        Assert.NotNull(steps[0].Dwell);
    }

    [Fact]
    public void A_recorded_event_does_not_end_a_dwell_and_has_none()
    {
        var steps = Steps(Page(0, "/a", lasts: 0), Custom(1, "added"), Page(5, "/b"));
        Assert.Equal([TimeSpan.FromSeconds(5), null, null], steps.Select(s => s.Dwell));
    }

    [Fact]
    public void Names_of_failing_fields_and_the_cause_stay_with_the_step()
    {
        var refused = Post(0, "/save", outcome: Outcome.Invalid) with { Detail = new EventDetail { Fields = ["email"], Trace = "abc" } };
        var denied = Page(5, "/admin", outcome: Outcome.Denied) with { Detail = new EventDetail { Policy = "Admin" } };
        var steps = Steps(refused, denied);
        Assert.Equal(["email"], steps[0].Fields);
        Assert.Equal("abc", steps[0].Trace);
        Assert.Equal("Admin", steps[1].Cause);
    }

    private static IReadOnlyList<Step> Steps(params RequestEvent[] events) => Journey(events).Steps;

    private static Journey Journey(params RequestEvent[] events) => new FoldRun().Add(events).End().Closed.Single();
}
