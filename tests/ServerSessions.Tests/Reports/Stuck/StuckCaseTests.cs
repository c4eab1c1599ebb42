using ServerSessions.Reports;
using ServerSessions.Reports.Stuck;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Stuck;

/// <summary>Which sessions show a person with trouble, where it is, and whether it is over.</summary>
public sealed class StuckCaseTests
{
    [Fact]
    public void The_step_with_the_most_trouble_is_named_with_all_its_fields_and_the_newest_trace()
    {
        var found = StuckCase.Of(Session(
            Bad("POST /pay", Outcome.Invalid, "card") with { Trace = "t1" }, Good("GET /help"), Bad("POST /pay", Outcome.Invalid, "expiry") with { Repeats = 1, Trace = "t2" }, Bad("GET /lost", Outcome.Missing)))!;
        Assert.Equal(("POST /pay", StuckCause.Invalid, 2, "t2"), (found.Place.Step, found.Place.Cause, found.Place.Times, found.Place.TraceId));
        Assert.Equal(["card", "expiry"], found.Place.Fields);
        Assert.Equal(StuckState.GaveUp, found.State);
        Assert.Contains("what these fields expect", StuckAdvice.Of(found.Place, isUser: true));
    }

    [Fact]
    public void A_person_whose_step_succeeds_later_got_through() =>
        Assert.Equal(StuckState.Recovered, StuckCase.Of(Session(Bad("POST /pay", Outcome.Failed), Bad("POST /pay", Outcome.Failed), Bad("POST /pay", Outcome.Failed), Good("POST /pay")))!.State);

    [Fact]
    public void A_person_whose_session_is_open_is_stuck_now() =>
        Assert.Equal(StuckState.Now, StuckCase.Of(Session(Bad("POST /pay", Outcome.Denied), Bad("POST /pay", Outcome.Denied), Bad("POST /pay", Outcome.Denied)) with { Close = CloseReason.Open })!.State);

    [Fact]
    public void Requests_that_succeed_again_and_again_are_rage() =>
        Assert.Equal(StuckCause.Rage, StuckCase.Of(Session(Good("POST /save") with { Rage = 2, Count = 7 }))!.Place.Cause);

    [Fact]
    public void Going_back_and_forth_names_the_page_that_was_left_in_vain()
    {
        var found = StuckCase.Of(Session(
            Good("GET /help"), Good("GET /list") with { Backtrack = true }, Good("GET /help"), Good("GET /list") with { Backtrack = true, QuickBack = true }, Good("GET /help"), Good("GET /list") with { Backtrack = true, QuickBack = true }))!;
        Assert.Equal(("GET /help", StuckCause.Searching, 3), (found.Place.Step, found.Place.Cause, found.Place.Times));
    }

    [Fact]
    public void A_user_who_refuses_analytics_is_not_named()
    {
        var session = Session(Bad("POST /pay", Outcome.Denied), Bad("POST /pay", Outcome.Denied), Bad("POST /pay", Outcome.Denied)) with { User = new Pseudonym(5, 5) };
        Assert.Equal((new Pseudonym(5, 5), new Pseudonym(5, 5)), (StuckCase.Of(session)!.User, StuckCase.Of(session)!.Person));
        var refusing = StuckCase.Of(session with { LacksAnalytics = true })!;
        Assert.Equal((Pseudonym.None, session.Key), (refusing.User, refusing.Person));
    }

    [Fact]
    public void Little_friction_and_sessions_of_no_person_are_left_out()
    {
        var session = Session(Bad("POST /pay", Outcome.Failed), Bad("POST /pay", Outcome.Failed));
        Assert.Equal(StuckReport.MinFriction - 1, session.Friction.Score);
        Assert.Null(StuckCase.Of(session));
        var enough = Session(Bad("POST /pay", Outcome.Failed), Bad("POST /pay", Outcome.Failed), Bad("POST /pay", Outcome.Failed));
        Assert.NotNull(StuckCase.Of(enough));
        Assert.All(Enum.GetValues<SessionActor>().Where(actor => actor != SessionActor.Person), actor => Assert.Null(StuckCase.Of(enough with { Actor = actor })));
    }

    private static Journey Session(params Step[] steps) => ClosedJourneys.Of(0, 1, "GET /") with
    {
        Steps = steps,
        StepCount = steps.Length,
        Close = CloseReason.Idle,
        Friction = new Friction(
            steps.Count(s => s.QuickBack), steps.Count(s => s.Backtrack), steps.Sum(s => s.Repeats), steps.Sum(s => s.Rage), steps.Count(s => s.Outcome is not (Outcome.Ok or Outcome.Redirected))),
    };

    private static Step Good(string name) => new() { Name = name, Time = DateTimeOffset.UnixEpoch, Outcome = Outcome.Ok, Status = 200 };

    private static Step Bad(string name, Outcome outcome, params string[] fields) => Good(name) with { Outcome = outcome, Status = 400, Fields = fields };
}
