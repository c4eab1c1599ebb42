using System.Globalization;
using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Insights.Folds;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Tests.Insights;

/// <summary>Hours and days are those of the zone, counted again here by <see cref="TimeZoneInfo"/> alone.</summary>
public class ZoneTests
{
    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void Hours_days_and_the_grid_of_trends_are_those_of_the_zone(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var times = Zones.Around(zone, seed: 1);
        var fold = new TrendFold(zone);
        times.ForEach(time => fold.Add(Walks.Of("a b", time)));
        var report = fold.Result();

        var local = times.ConvertAll(time => TimeZoneInfo.ConvertTime(time, zone));
        var grid = Enumerable.Range(0, 7).Select(_ => new long[24]).ToArray();
        local.ForEach(time => grid[((int)time.DayOfWeek + 6) % 7][time.Hour]++);
        Assert.Equal(grid, report.HourOfWeek);
        Assert.Equal(Count(local, t => t.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Count(report.Days, d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.Equal(
            Count(local.Where(t => t >= report.Hours[0].Start), t => t.ToString("yyyy-MM-dd HH zzz", CultureInfo.InvariantCulture)),
            Count(report.Hours, t => t.ToString("yyyy-MM-dd HH zzz", CultureInfo.InvariantCulture)));
        // A point is named by its first moment: what began before it belongs to the one before.
        foreach (var points in new[] { report.Hours, report.Days })
            for (var i = 0; i + 1 < points.Count; i++)
                Assert.Equal(points[i].Sessions, times.Count(t => t >= points[i].Start && t < points[i + 1].Start));
    }

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void Journeys_and_what_commits_have_rolled_up_give_the_same_trends(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var journeys = Zones.Around(zone, seed: 2).ConvertAll(time => Walks.Of("a b c", time, user: time.Minute));
        var rollup = Rollup.All(InsightSettings.Default).Single(r => r.Name == HoursFold.Name);
        var stored = new RollupTable();
        foreach (var commit in journeys.Chunk(29))
            foreach (var piece in commit.GroupBy(rollup.PieceOf))
            {
                var fold = rollup.Create();
                foreach (var journey in piece)
                    fold.Add(journey);
                stored.Apply([.. fold.Fields.Select(f => new RollupDelta(rollup.Name, piece.Key, f.Key, f.Value, RollupMerge.Add))]);
            }

        var (live, rolled) = (new TrendFold(zone), new TrendFold(zone));
        journeys.ForEach(live.Add);
        foreach (var (hour, fields) in stored.Read(rollup.Name, 0, long.MaxValue))
            rolled.Add(hour, fields);
        foreach (var change in Zones.Changes(zone))
        {
            var (from, to) = (QuarterHours.Down(change) - 97, QuarterHours.Up(change) + 98);
            Assert.Equal(JsonSerializer.Serialize(live.Result(from, to)), JsonSerializer.Serialize(rolled.Result(from, to)));
            Assert.Equal(live.Total(from, to).Sessions, journeys.Count(j => j.Start >= QuarterHours.Start(from) && j.Start < QuarterHours.Start(to)));
        }

        Assert.Equal(JsonSerializer.Serialize(live.Result()), JsonSerializer.Serialize(rolled.Result()));
    }

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void Adoption_and_retention_count_the_days_of_the_zone(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var settings = InsightSettings.Default with { Zone = zone, Features = new FeatureMap([("f", "a")]) };
        var random = new Random(3);
        foreach (var change in Zones.Changes(zone))
        {
            var uses = Zones.Around(zone, seed: 4).Where(t => (t - change).Duration() < TimeSpan.FromDays(4)).Select(t => (User: 1 + random.Next(12), Time: t)).ToList();
            var (adoption, retention) = (new AdoptionFold(settings), new RetentionFold(new RetentionQuery(), settings));
            foreach (var (user, time) in uses)
            {
                var journey = Walks.Of("a", time, user);
                adoption.Add(journey);
                retention.Add(journey);
            }

            var days = uses.Select(u => (u.User, Day: TimeZoneInfo.ConvertTime(u.Time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).Distinct().ToLookup(u => u.User, u => u.Day);
            var feature = Assert.Single(adoption.Result().Features);
            Assert.Equal((days.Count(u => u.Count() >= 3), days.Count(u => u.Count() < 3)), (feature.Adopted, feature.Tried));
            var last = days.SelectMany(u => u).Max();
            Assert.Equal(last, adoption.Result().AsOf);
            var cohorts = days.GroupBy(u => u.Min()!).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => $"{g.Key} {g.Count()} {string.Join(',', Days(g.Key, last!).Select(day => g.Count(u => u.Contains(day))))}");
            Assert.Equal(cohorts, retention.Result().Cohorts.Select(c => $"{c.Period} {c.Users} {string.Join(',', c.Returned)}"));
        }
    }

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public void A_day_begins_when_the_clock_first_shows_it(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var time in Zones.Around(zone, seed: 5))
        {
            var start = Calendar.Start(Calendar.Day(time, zone), zone);
            Assert.Equal(TimeZoneInfo.ConvertTime(time, zone).Date, TimeZoneInfo.ConvertTime(start, zone).Date);
            Assert.NotEqual(TimeZoneInfo.ConvertTime(start, zone).Date, TimeZoneInfo.ConvertTime(start.AddTicks(-1), zone).Date);
            Assert.Equal(zone.GetUtcOffset(start), start.Offset);
        }
    }

    private static List<string> Days(string first, string last)
    {
        var days = new List<string>();
        for (var day = DateOnly.Parse(first, CultureInfo.InvariantCulture); day <= DateOnly.Parse(last, CultureInfo.InvariantCulture); day = day.AddDays(1))
            days.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return days;
    }

    private static SortedDictionary<string, long> Count(IEnumerable<DateTimeOffset> times, Func<DateTimeOffset, string> name) =>
        new(times.GroupBy(name).ToDictionary(g => g.Key, g => g.LongCount()), StringComparer.Ordinal);

    private static SortedDictionary<string, long> Count(IEnumerable<TrendPoint> points, Func<DateTimeOffset, string> name) =>
        new(points.Where(p => p.Sessions > 0).GroupBy(p => name(p.Start)).ToDictionary(g => g.Key, g => g.Sum(p => p.Sessions)), StringComparer.Ordinal);
}
