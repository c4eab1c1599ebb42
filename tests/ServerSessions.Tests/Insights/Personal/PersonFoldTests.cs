using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Insights.Personal;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Personal;

/// <summary>The journeys of a person become time by area, habits, courses and what is not finished.</summary>
public sealed class PersonFoldTests
{
    private static readonly FeatureMap Features = new([("wishes", "wishlist"), ("lesson 1", "GET /learn/1"), ("lesson 2", "lesson.2"), ("lesson 3", "GET /learn/3")]);
    private static readonly Areas Map = new(Features, new Dictionary<string, string> { ["checkout.pay"] = "/checkout/payment", ["home"] = "" }, []);
    private static readonly Course Course = new("sailing", ["lesson 1", "lesson 2", "lesson 3"]);
    private static readonly Flow Order = new("order", ["checkout.pay", "checkout.order"]);

    [Fact]
    public void An_area_is_a_feature_or_the_first_segment_of_the_route()
    {
        var fold = Fold(ClosedJourneys.Of(0, 1, "GET /shop/{thing}", "GET /shop", "wishlist", "checkout.pay", "home", "GET (unmatched)", "GET /")
            .With(0, s => s with { Dwell = TimeSpan.FromSeconds(30) }).With(1, s => s with { Dwell = TimeSpan.FromSeconds(15) }));
        Assert.Equal(["/shop 45 2", "/ 0 2", "/checkout 0 1", "other 0 1", "wishes 0 1"], fold.Areas(9).Select(a => $"{a.Area} {a.Seconds} {a.Visits}"));
        Assert.Equal(["/shop"], fold.Areas(1).Select(a => a.Area));
    }

    [Fact]
    public void A_recorded_event_opens_its_module_with_the_time_of_its_request()
    {
        var fold = Fold(ClosedJourneys.Of(0, 1, "GET /learn/1", "GET /read/{lesson}", "lesson.2", "GET /")
            .With(1, s => s with { Dwell = TimeSpan.FromSeconds(90) }).With(2, s => s with { Kind = StepKind.Custom }));
        var lesson = fold.Courses()[0].Modules[1];
        Assert.Equal((ModuleState.Opened, 90d, 1L), (lesson.State, lesson.Seconds, lesson.Visits));
    }

    [Fact]
    public void A_module_that_was_refused_is_not_opened_and_one_before_an_opened_one_is_skipped()
    {
        var progress = Fold(ClosedJourneys.Of(0, 1, "GET /learn/1", "GET /learn/3").With(0, s => s with { Outcome = Outcome.Denied })).Courses()[0];
        Assert.Equal([ModuleState.Skipped, ModuleState.Skipped, ModuleState.Opened], progress.Modules.Select(m => m.State));
        Assert.Equal("lesson 1", progress.Next);
    }

    [Fact]
    public void A_flow_is_unfinished_until_its_last_step_comes_after_it_whatever_the_order_of_the_journeys()
    {
        Journey[] journeys = [ClosedJourneys.Of(0, 1, "checkout.pay"), ClosedJourneys.Of(9_000, 1, "checkout.order")];
        Assert.Equal("checkout.pay", Fold(journeys[0]).Unfinished().Single().Step);
        Assert.Empty(Fold(journeys).Unfinished());
        Assert.Empty(Fold([.. journeys.Reverse()]).Unfinished());
        Assert.Single(Fold([.. journeys, ClosedJourneys.Of(20_000, 1, "checkout.pay")]).Unfinished());
    }

    [Fact]
    public void Weeks_begin_on_Monday_in_the_persons_zone_of_the_application_and_empty_ones_are_listed()
    {
        var journey = ClosedJourneys.Of(0, 1, "GET /learn/1", "GET /").With(0, s => s with { Dwell = TimeSpan.FromMinutes(2) });
        var fold = Fold(journey);
        var weeks = fold.Weeks(journey.Start.AddDays(14), 4);
        Assert.Equal([0d, 120d, 0d, 0d], weeks.Select(w => w.Seconds));
        Assert.Equal((1, 1, 1), (weeks[1].Sessions, weeks[1].Days, weeks[1].Modules));
        Assert.Equal(DayOfWeek.Monday, DateOnly.ParseExact(weeks[0].Week, "yyyy-MM-dd").DayOfWeek);
        Assert.Equal((1, 0), (fold.ModulesInWeek(journey.Start, Course.Modules), fold.ModulesInWeek(journey.Start.AddDays(7), null)));
        Assert.Equal((120d, 0d), (fold.SecondsInWeek(journey.Start, "lesson 1"), fold.SecondsInWeek(journey.Start, "/shop")));
    }

    private static PersonFold Fold(params Journey[] journeys)
    {
        var fold = new PersonFold(Map, [Course], [Order], TimeZoneInfo.Utc);
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold;
    }
}
