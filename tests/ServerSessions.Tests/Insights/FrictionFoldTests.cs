using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class FrictionFoldTests
{
    private static readonly Flow Checkout = new("checkout", ["cart", "pay", "done"]);
    private static readonly JourneySettings Settings = new(TimeSpan.FromMinutes(30), null, [], [Checkout], ["hub"]);

    [Fact]
    public void Going_back_is_charged_to_the_step_that_was_left()
    {
        var report = Run("a b a");
        Assert.Equal((1, 1, 1), (report.QuickBacks, report.Backtracks, report.SessionsWithBacktrack));
        Assert.Equal((1, 1), (Step(report, "b").QuickBacks, Step(report, "b").Backtracks));
    }

    [Fact]
    public void A_return_to_a_hub_is_no_backtrack() => Assert.Equal((1, 0), (Run("hub b hub").QuickBacks, Run("hub b hub").Backtracks));

    [Fact]
    public void A_return_over_more_than_five_distinct_steps_is_none() =>
        Assert.Equal((1, 0), (Run("a b c d e f a").Backtracks, Run("a b c d e f g a").Backtracks));

    [Fact]
    public void Leaving_a_flow_is_charged_to_where_its_way_was_last()
    {
        var report = Run("cart pay cart x", "cart pay done", "pay!");
        Assert.Equal((1, 1), (Step(report, "cart").Abandonments, Step(report, "pay").Abandonments));
        Assert.Equal(1, Step(report, "pay").ErrorThenExit);
    }

    [Fact]
    public void The_third_failure_in_five_minutes_is_a_repeated_attempt_of_its_step()
    {
        var report = Run("pay! pay! pay! x");
        Assert.Equal((1, 1), (report.Repeats, Step(report, "pay").Repeats));
    }

    [Fact]
    public void A_stall_is_far_beyond_what_the_step_takes_and_only_inside_a_flow()
    {
        var journeys = Enumerable.Range(0, 100).Select(i => Dwelling("cart", i == 0 ? 100 : 5))
            .Append(Dwelling("x", 1_000)).Concat(Enumerable.Range(0, 100).Select(_ => Dwelling("x", 5)));
        var report = Run(journeys);
        Assert.Equal((1, 1, 0), (report.Stalls, Step(report, "cart").Stalls, Step(report, "x").Stalls));
        Assert.Equal(5, Step(report, "cart").DwellSeconds.P50);
    }

    [Fact]
    public void A_step_that_is_slow_for_every_session_is_no_stall() =>
        Assert.Equal(0, Run(Enumerable.Range(0, 100).Select(_ => Dwelling("cart", 300))).Stalls);

    [Fact]
    public void The_worst_sessions_are_those_with_the_highest_score()
    {
        var worst = Walks.Of("pay! pay! pay!", settings: Settings);
        var report = Run([Walks.Of("a b a", settings: Settings), worst, Walks.Of("a b", settings: Settings)]);
        Assert.Equal(new WorstSession(worst.Id.ToString(), worst.Friction.Score), report.Worst[0]);
        Assert.Equal(2, report.Worst.Count);
    }

    [Fact]
    public void The_segment_that_a_step_names_has_as_many_sessions_as_it()
    {
        Journey[] journeys = [.. new[] { "cart pay", "cart order>pay", "cart order>help", "help" }.Select(w => Walks.Of(w, settings: Settings))];
        foreach (var step in Run(journeys).Steps)
        {
            var segment = Segment.Parse([$"{(step.CountsLandings ? "step" : "visited")}:{step.Step}"]);
            Assert.Equal(step.Sessions, journeys.Count(j => segment.HoldsApartFromActor(j, FeatureMap.Empty)));
        }
    }

    private static Journey Dwelling(string step, double seconds) =>
        Walks.Of([Walks.Step(step, Walks.Monday), Walks.Step("end", Walks.Monday.AddSeconds(seconds))], settings: Settings);

    private static FrictionStep Step(FrictionReport report, string step) => report.Steps.Single(s => s.Step == step);

    private static FrictionReport Run(params string[] walks) => Run(walks.Select(w => Walks.Of(w, settings: Settings)));

    private static FrictionReport Run(IEnumerable<Journey> journeys)
    {
        var fold = new FrictionFold([Checkout], new DwellTimes(Distribution.Some));
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold.Result();
    }
}
