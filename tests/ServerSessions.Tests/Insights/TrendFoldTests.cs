using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

public class TrendFoldTests
{
    [Fact]
    public void Sessions_are_by_the_hour_of_their_start_and_the_grid_by_the_hour_of_the_week()
    {
        var report = Run(TimeZoneInfo.Utc, Walks.Monday, Walks.Monday.AddMinutes(59), Walks.Monday.AddHours(1), Walks.Monday.AddDays(5));
        Assert.Equal(4, report.Total.Sessions);
        Assert.Equal((2, 1), (report.HourOfWeek[0][9], report.HourOfWeek[0][10]));
        Assert.Equal(1, report.HourOfWeek[5][9]);
        Assert.Equal([3L, 0, 0, 0, 0, 1], report.Days.Select(d => d.Sessions));
        Assert.Equal((0.6, 1), (report.Weekdays, report.Weekends));
    }

    [Fact]
    public void Grids_are_of_the_time_zone_that_was_set()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(-10), "far", "far");
        Assert.Equal(1, Run(zone, Walks.Monday).HourOfWeek[6][23]);
    }

    [Fact]
    public void Steady_ups_and_downs_are_explained_by_the_hour_of_the_week_and_chance_is_not()
    {
        var random = new Random(3);
        var daily = Enumerable.Range(0, 24 * 28).SelectMany(h => Enumerable.Repeat(Walks.Monday.AddHours(h), h % 24 < 12 ? 4 : 1)).ToArray();
        var chance = Enumerable.Range(0, 24 * 28).SelectMany(h => Enumerable.Repeat(Walks.Monday.AddHours(h), 1 + random.Next(5))).ToArray();
        Assert.Equal(1, Run(TimeZoneInfo.Utc, daily).Seasonality!.Value, 1e-9);
        Assert.InRange(Run(TimeZoneInfo.Utc, chance).Seasonality!.Value, 0, 0.5);
    }

    [Fact]
    public void The_hours_that_are_rolled_up_give_the_same_as_the_journeys()
    {
        var journeys = Walks.Many(300, seed: 9);
        var (fold, rolled) = (new TrendFold(TimeZoneInfo.Utc), new TrendFold(TimeZoneInfo.Utc));
        journeys.ForEach(fold.Add);
        foreach (var hour in journeys.GroupBy(j => j.Id.Milliseconds / 3_600_000))
        {
            var counted = new HoursFold();
            foreach (var journey in hour)
                counted.Add(journey);
            rolled.Add(hour.Key, counted.Fields);
        }

        Assert.Equivalent(fold.Result(), rolled.Result(), strict: true);
    }

    private static TrendReport Run(TimeZoneInfo zone, params DateTimeOffset[] starts)
    {
        var fold = new TrendFold(zone);
        foreach (var start in starts)
            fold.Add(Walks.Of("a", start));
        return fold.Result();
    }
}
