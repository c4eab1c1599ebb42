using ServerSessions.Insights;
using ServerSessions.Insights.Courses;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Courses;

/// <summary>A class is counted by its people: what they opened and skipped, and where they are stuck.</summary>
public sealed class ClassFoldTests
{
    private static readonly Course Course = new("sailing", ["a", "b", "c"]);
    private static readonly FeatureMap Features = new([("a", "GET /a"), ("b", "GET /b"), ("c", "GET /c")]);
    private static readonly DateTimeOffset From = ClosedJourneys.Of(0, 0, "x").Start;

    [Fact]
    public void Fewer_than_five_people_show_nothing()
    {
        var report = Fold(Enumerable.Range(0, 4).Select(i => ClosedJourneys.Of(0, i, "GET /a", "GET /b").By(i))).Result(From, From.AddDays(28));
        Assert.Null(report.People);
        Assert.Empty(report.Modules);
    }

    [Fact]
    public void A_class_shows_what_was_opened_skipped_and_where_it_is_stuck()
    {
        // Ten go to the end, five of them past b; six stop at a.
        var journeys = Enumerable.Range(0, 5).Select(i => ClosedJourneys.Of(0, i, "GET /a", "GET /b", "GET /c").By(i))
            .Concat(Enumerable.Range(5, 5).Select(i => ClosedJourneys.Of(0, i, "GET /a", "GET /c").By(i)))
            .Concat(Enumerable.Range(10, 6).Select(i => ClosedJourneys.Of(0, i, "GET /a").By(i)));
        var report = Fold(journeys).Result(From, From.AddDays(28));
        Assert.Equal((16, "a"), (report.People, report.StuckAt));
        Assert.Equal(
            ["a 16  6", "b 5 5 0", "c 10  "],
            report.Modules.Select(m => $"{m.Module} {m.Opened} {(m.Skipped == 0 ? "" : m.Skipped)} {m.Stuck}"));
        // Who came back within the last week of the range is not stuck.
        Assert.Equal(0, Fold(journeys).Result(From, From.AddDays(5)).Modules[0].Stuck);
    }

    [Fact]
    public void Anonymous_sessions_are_left_out_and_a_merge_gives_the_same()
    {
        var journeys = Enumerable.Range(0, 12).Select(i => ClosedJourneys.Of(i, i, "GET /a", i % 2 == 0 ? "GET /b" : "GET /c").By(i % 8)).Append(ClosedJourneys.Of(0, 99, "GET /a")).ToList();
        var (whole, left) = (Fold(journeys), Fold(journeys.Take(6)));
        left.Merge(Fold(journeys.Skip(6)));
        Assert.Equal(8, whole.Result(From, From.AddDays(28)).People);
        Assert.Equal(whole.Result(From, From.AddDays(28)).Modules, left.Result(From, From.AddDays(28)).Modules);
    }

    private static ClassFold Fold(IEnumerable<Journey> journeys)
    {
        var fold = new ClassFold(Course, Features);
        foreach (var journey in journeys)
            fold.Add(journey);
        return fold;
    }
}
