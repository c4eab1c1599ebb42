using ServerSessions.Insights.Courses;

namespace ServerSessions.Tests.Insights.Courses;

/// <summary>No group of one to four people shows: alone, as the rest of a whole, or by subtracting one shown number from another.</summary>
public sealed class SmallGroupsTests
{
    [Fact]
    public void Numbers_from_five_on_are_shown()
    {
        var shown = new SmallGroups(30).Next(new ModuleCounts(Opened: 20, Skipped: 5, Furthest: 6, Stuck: 6, HadTrouble: 8));
        Assert.Equal(new ShownCounts(20, 5, 6, 8), shown);
    }

    [Theory]
    [InlineData(4, 10, "a small group that opened it")]
    [InlineData(27, 0, "a small group that did not open it")]
    [InlineData(15, 3, "a small group that skipped it")]
    public void A_small_group_takes_with_it_what_would_show_it(int opened, int skipped, string what)
    {
        var shown = new SmallGroups(30).Next(new ModuleCounts(opened, skipped, Furthest: 0, Stuck: 0, HadTrouble: 0));
        Assert.True(shown is { Opened: null, Skipped: null }, what);
    }

    [Fact]
    public void Who_got_no_further_does_not_follow_from_two_modules()
    {
        var groups = new SmallGroups(30);
        Assert.Equal(20, groups.Next(new ModuleCounts(20, 10, 2, 0, 0)).Opened);
        // Two of the thirty got no further than the first.
        Assert.Null(groups.Next(new ModuleCounts(22, 6, 8, 0, 0)).Skipped);
    }

    [Fact]
    public void Who_is_still_on_the_way_does_not_follow_from_who_is_stuck() =>
        Assert.Null(new SmallGroups(30).Next(new ModuleCounts(20, 10, Furthest: 8, Stuck: 6, 0)).Stuck);

    // The reader knows the total, that a later module's readers reached the earlier ones, and that the last cannot be skipped.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_drawn_course_shows_a_small_group(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 2_000; run++)
        {
            var (people, modules) = (random.Next(SmallGroups.Floor, 40), random.Next(2, 8));
            var opened = Draw(random, people, modules);
            var groups = new SmallGroups(people);
            var reached = new List<int> { people };
            for (var module = 0; module < modules; module++)
            {
                var counts = Counts(opened, module);
                var shown = groups.Next(counts);
                foreach (var value in (int?[])[shown.Opened, people - shown.Opened, shown.Skipped, shown.Stuck, shown.HadTrouble, shown.Opened - shown.HadTrouble])
                    Assert.False(value is > 0 and < SmallGroups.Floor);
                var known = module == modules - 1 ? shown.Opened : shown.Opened + shown.Skipped;
                if (known is { } value2)
                    reached.Add(value2);
            }

            Assert.All(reached.SelectMany(a => reached.Select(b => Math.Abs(a - b))), difference => Assert.False(difference is > 0 and < SmallGroups.Floor));
        }
    }

    private static bool[][] Draw(Random random, int people, int modules) => [.. Enumerable.Range(0, people).Select(_ =>
    {
        var opened = new bool[modules];
        var furthest = random.Next(modules);
        for (var i = 0; i <= furthest; i++)
            opened[i] = i == furthest || random.NextDouble() < 0.8;
        return opened;
    })];

    private static ModuleCounts Counts(bool[][] people, int module)
    {
        var furthest = people.Count(p => Array.LastIndexOf(p, true) == module);
        return new ModuleCounts(people.Count(p => p[module]), people.Count(p => !p[module] && Array.LastIndexOf(p, true) > module), furthest, furthest / 2, people.Count(p => p[module]) / 3);
    }
}
