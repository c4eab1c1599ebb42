using ServerSessions.Insights.Navigation;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights.Navigation;

/// <summary>Each statistic against values that others have published.</summary>
public sealed class NavigationStatisticsTests
{
    // McDonald, "Handbook of Biological Statistics", G-test of independence, the vaccine injections: 4,758 and 30 against 8,840 and 76,
    // G = 2.14 with one degree of freedom, P = 0.14.
    [Fact]
    public void The_G_test_of_the_published_table()
    {
        var (g, p) = GTest.Of([4_758, 30], [8_840, 76]);
        Assert.Equal(2.14, g, 2);
        Assert.Equal(0.14, p, 2);
    }

    [Fact]
    public void Rows_of_the_same_shares_have_no_G() => Assert.Equal((0, 1), (Math.Round(GTest.Of([10, 20, 30], [100, 200, 300]).G, 9), Math.Round(GTest.Of([10, 20, 30], [100, 200, 300]).P, 9)));

    [Fact]
    public void Many_rare_targets_are_one_together()
    {
        // Forty targets met once each say no more than one met forty times.
        var rare = Enumerable.Repeat(1L, 40).ToArray();
        var none = Enumerable.Repeat(0L, 40).ToArray();
        Assert.Equal(GTest.Of([500, 40], [500, 0]), GTest.Of([500, .. rare], [500, .. none]));
    }

    // The examples of SciPy's jensenshannon: [1, 0] and [0.5, 0.5] are 0.46450140402245893 apart (root, in nats); [1, 0, 0] and
    // [0, 1, 0] are 1 apart in bits.
    [Fact]
    public void The_divergence_of_the_published_examples()
    {
        Assert.Equal(0.46450140402245893, Math.Sqrt(JensenShannon.Divergence([2, 0], [5, 5]) * Math.Log(2)), 12);
        Assert.Equal(1, JensenShannon.Divergence([7, 0, 0], [0, 3, 0]), 12);
        Assert.Equal(0, JensenShannon.Divergence([1, 2, 3], [10, 20, 30]), 12);
    }

    // The worked example of the median absolute deviation: 1, 1, 2, 2, 4, 6, 9 has the median 2 and the deviation 1.
    [Fact]
    public void The_score_of_a_spread_wider_than_chance_is_by_the_median_deviation()
    {
        double[] wide = [100, 100, 200, 200, 400, 600, 900];
        Assert.Equal((1_000 - 200) / (1.4826 * 100), RobustScore.Of(1_000, wide), 9);
    }

    [Fact]
    public void Counts_that_happen_to_be_equal_are_not_taken_for_exact()
    {
        Assert.InRange(RobustScore.Of(112, [100, 100, 100, 100, 100]), 0.5, 1.5);
        Assert.InRange(RobustScore.Of(3, [0, 0, 0, 0]), 2.9, 3.1);
    }

    [Fact]
    public void A_large_count_may_differ_by_a_third() => Assert.InRange(RobustScore.Of(13_300, [10_000, 10_000, 10_001, 9_999]), 3, 3.99);

    [Fact]
    public void An_hour_is_compared_with_the_same_hour_on_the_wall_across_summer_time()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        // 31 March 2026, 10:00 in Berlin is 08:00 UTC; a week before, summer time had not begun.
        var hour = new DateTimeOffset(2026, 3, 31, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / 3600;
        var before = NavigationWeeks.Before(hour, berlin).Select(h => DateTimeOffset.UnixEpoch.AddHours(h)).ToList();
        Assert.Equal(new DateTimeOffset(2026, 3, 24, 9, 0, 0, TimeSpan.Zero), before[0]);
        Assert.All(before, time => Assert.Equal(10, TimeZoneInfo.ConvertTime(time, berlin).Hour));
        Assert.Equal(6, before.Count);
    }

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void The_hour_compared_with_shows_the_same_time_or_half_an_hour_beside_it_or_the_time_is_missing_there(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var change in Zones.Changes(zone))
            for (var hour = (change.ToUnixTimeSeconds() / 3600) - 100; hour < (change.ToUnixTimeSeconds() / 3600) + 1100; hour++)
                foreach (var (week, then) in NavigationWeeks.Before(hour, zone).Index())
                {
                    var (now, before) = (Wall(hour, zone), Wall(then, zone));
                    var expected = now.AddDays(-7 * (week + 1));
                    Assert.True((before - expected).Duration() <= TimeSpan.FromMinutes(id == "Australia/Lord_Howe" ? 30 : 0) || zone.IsInvalidTime(expected), $"{now} with {before}");
                }
    }

    private static DateTime Wall(long hour, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddHours(hour), zone).DateTime;
}
