using ServerSessions.Journeys.Sessions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Journeys;

/// <summary>A journey of imported steps has the class, engagement and friction that its requests would have given.</summary>
public class ImportedJourneyTests
{
    private static readonly DateTimeOffset At = Walks.Monday;

    [Theory]
    [InlineData(10_000_000, false)]
    [InlineData(10_000_001, true)]
    public void Ten_seconds_of_visible_time_are_a_glance(long microseconds, bool engaged)
    {
        var journey = Walks.Of([Walks.Step("a", At) with { Dwell = microseconds, IsSeen = true }]);
        Assert.Equal((engaged, engaged ? JourneyClass.Browsing : JourneyClass.Bounced), (journey.Engaged, journey.Class));
        Assert.Equal((DwellSource.Beacon, microseconds / 1000d), (journey.Steps[0].DwellSource, journey.Steps[0].Dwell!.Value.TotalMilliseconds));
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(15, 0)]
    public void Returns_are_judged_by_think_time_where_the_line_has_the_visible_time(double seconds, int quickBacks)
    {
        var journey = Walks.Of([Walks.Step("a", At), Walks.Step("b", At.AddSeconds(20)) with { Dwell = 3_000_000, IsSeen = true }, Walks.Step("a", At.AddSeconds(20 + seconds))]);
        Assert.Equal((quickBacks, 3), (journey.Friction.QuickBacks, journey.Steps[1].Dwell!.Value.TotalSeconds));
    }

    [Fact]
    public void The_last_page_keeps_its_visible_time_where_an_event_was_recorded_in_it()
    {
        var journey = Walks.Of([Walks.Step("a", At) with { Dwell = 3_000_000, IsSeen = true }, Walks.Step("shown", At.AddSeconds(1)) with { Detail = new ImportedDetail(Properties: []) }]);
        Assert.Equal((DwellSource.Beacon, 3), (journey.Steps[0].DwellSource, journey.Steps[0].Dwell!.Value.TotalSeconds));
        Assert.Null(journey.Steps[1].Dwell);
    }

    [Fact]
    public void A_session_lasts_from_its_first_step_to_its_last() =>
        Assert.Equal(TimeSpan.FromSeconds(10), Walks.Of([Walks.Step("a", At), Walks.Step("b", At.AddSeconds(10), serverSeconds: 5)]).Duration);

    [Fact]
    public void A_change_that_redirects_is_no_repeat_of_the_page_with_its_form()
    {
        var journey = Walks.Of([Walks.Step("address", At), Walks.Step("address>payment", At.AddSeconds(120)), Walks.Step("order", At.AddSeconds(180))]);
        Assert.Equal(["address", "address", "order"], journey.Steps.Select(s => s.Name));
        Assert.Equal((At.AddSeconds(120), "payment", Outcome.Ok), (journey.Steps[1].Time, journey.Steps[1].Landed, journey.Steps[1].Outcome));
    }

    [Fact]
    public void Repeats_and_rage_of_a_line_for_several_requests_are_imported_and_not_counted_again()
    {
        var several = Walks.Step("pay!", At) with { Detail = new ImportedDetail(Count: 4, Repeats: 1, Rage: 1) };
        var journey = Walks.Of([several, Walks.Step("pay!", At.AddSeconds(1)), Walks.Step("pay!", At.AddSeconds(2))]);
        Assert.Equal((6, 1, 1), (journey.StepCount, journey.Friction.Repeats, journey.Friction.Rage));
        Assert.Equal((1, 1), (journey.Steps.Sum(s => s.Repeats), journey.Steps.Sum(s => s.Rage)));
    }

    [Fact]
    public void Friction_of_the_steps_adds_up_to_that_of_the_journey()
    {
        foreach (var journey in Walks.Many(200, seed: 31))
        {
            Assert.Equal(journey.Friction.QuickBacks, journey.Steps.Count(s => s.QuickBack));
            Assert.Equal(journey.Friction.Backtracks, journey.Steps.Count(s => s.Backtrack));
            Assert.Equal(journey.Friction.Repeats, journey.Steps.Sum(s => s.Repeats));
            Assert.Equal(journey.Friction.Rage, journey.Steps.Sum(s => s.Rage));
        }
    }

    [Fact]
    public void A_step_that_goes_on_into_the_next_hour_is_kept_as_two_so_that_no_day_is_lost()
    {
        var journey = Walks.Of([Walks.Step("a", At.AddMinutes(59)), Walks.Step("a", At.AddMinutes(61)), Walks.Step("a", At.AddMinutes(62))]);
        Assert.Equal([1, 2], journey.Steps.Select(s => s.Count));
        Assert.Equal(0, journey.Friction.Backtracks);
    }
}
