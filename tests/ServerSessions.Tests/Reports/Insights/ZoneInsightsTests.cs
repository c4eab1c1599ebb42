using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Tests.Reports.Insights;

/// <summary>From requests through the log, the fold and its commits to the answers, in zones with hard hours.</summary>
public class ZoneInsightsTests
{
    private const int Days = 3;

    [Theory]
    [MemberData(nameof(Zones.All), MemberType = typeof(Zones))]
    public async Task Live_rolled_up_and_recomputed_the_days_of_the_zone_are_the_same(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var change in Zones.Changes(zone))
        {
            var bench = new RollBench();
            var times = Zones.Around(zone, seed: 6).Where(t => (t - change).Duration() < TimeSpan.FromDays(2)).Order().ToList();
            var visits = times.Select((time, i) => (Time: time, Visitor: 10 + i, User: 1 + (i % 5))).ToList();
            await bench.AppendAsync(visits
                .SelectMany(v => new[] { Page(v.Time, "/a", v.Visitor).From(v.User), Page(v.Time.AddSeconds(20), "/b", v.Visitor).From(v.User) })
                .OrderBy(e => e.Time));
            await bench.RollAllAsync();
            bench.MoveTo(bench.Clock.GetUtcNow().AddHours(30).ToMicroseconds());
            await bench.RollAllAsync();
            await using var services = Services(bench, zone);
            var insights = services.GetRequiredService<ISessionInsights>();

            // Whole days of the zone with the change among them; the days before them have a change as well, or none.
            var to = Calendar.Start(Calendar.Day(change, zone) + 2, zone);
            var range = new InsightQuery { From = Calendar.AddDays(to, -Days, zone), To = to };
            var rolled = await insights.TrendsAsync(range with { Rollups = true });
            var reported = await insights.TrendsAsync(range with { Rollups = false });
            Assert.Equal(Text(reported), Text(rolled));
            Assert.Equal(("rollups", "journeys"), (rolled.Scope!.Source, reported.Scope!.Source));

            var within = times.Where(t => t >= range.From && t < range.To).Select(t => TimeZoneInfo.ConvertTime(t, zone)).ToList();
            Assert.Equal(Days, rolled.Days.Count);
            Assert.Equal(rolled.Days.Select(d => (long)within.Count(t => t.Date == d.Start.Date)), rolled.Days.Select(d => d.Sessions));
            Assert.Equal(rolled.Hours.Select(h => (long)within.Count(t => t.Date == h.Start.Date && t.Hour == h.Start.Hour && t.Offset == h.Start.Offset)), rolled.Hours.Select(h => h.Sessions));
            Assert.Equal(within.Count(t => t.DayOfWeek == DayOfWeek.Sunday && t.Hour == 1), rolled.HourOfWeek[6][1]);
            Assert.Equal(times.Count(t => t < range.From && t >= Calendar.AddDays(to, -2 * Days, zone)), rolled.Previous!.Sessions);

            var retention = await insights.RetentionAsync(query: range);
            var days = visits.Where(v => v.Time >= range.From && v.Time < range.To)
                .Select(v => (v.User, Day: TimeZoneInfo.ConvertTime(v.Time, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).Distinct().ToLookup(v => v.User, v => v.Day);
            Assert.Equal(days.GroupBy(d => d.Min()!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, (long)g.Count())), retention.Cohorts.Select(c => (c.Period, c.Users)));
        }
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kolkata")]
    [InlineData("Asia/Kathmandu")]
    [InlineData("Australia/Lord_Howe")]
    public async Task A_page_that_is_loaded_again_and_again_over_midnight_is_used_on_both_days(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        var bench = new RollBench();
        var midnight = Calendar.Start(new DateOnly(2026, 2, 10), zone);
        await bench.AppendAsync(Enumerable.Range(-2, 4).Select(i => Page(midnight.AddMinutes((5 * i) + 2), "/a", 1).From(1)));
        bench.MoveTo(midnight.AddDays(2).ToMicroseconds());
        await bench.RollAllAsync();
        await using var services = Services(bench, zone);
        var cohort = Assert.Single((await services.GetRequiredService<ISessionInsights>().RetentionAsync()).Cohorts);
        Assert.Equal("2026-02-09", cohort.Period);
        Assert.Equal([1L, 1], cohort.Returned);
    }

    [Fact]
    public async Task Thirty_days_of_the_zone_are_the_range_where_none_is_given()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var bench = new RollBench();
        bench.MoveTo(new DateTimeOffset(2026, 3, 20, 2, 0, 0, TimeSpan.Zero).ToMicroseconds());
        await using var services = Services(bench, zone);
        var insights = services.GetRequiredService<ISessionInsights>();
        var trends = await insights.TrendsAsync();
        Assert.Equal("2026-02-18T00:00:00.0000000-05:00 2026-03-20T00:00:00.0000000-04:00", $"{trends.Scope!.From:O} {trends.Scope.To:O}");
        Assert.Equal(30, trends.Days.Count);
        Assert.Equal((trends.Scope.From, trends.Scope.To), ((await insights.AdoptionAsync()).Scope!.From, (await insights.RetentionAsync()).Scope!.To));
        // By the day of UTC are the rollups that the others may be read from.
        Assert.Equal("2026-02-19T00:00:00.0000000+00:00", $"{(await insights.PathsAsync()).Scope!.From:O}");
    }

    [Theory]
    [InlineData("trends", "2026-03-01T00:00:00+05:30", "2026-03-03T00:00:00+05:30")]
    [InlineData("adoption", "2026-03-01T00:00:00+05:30", "2026-03-03T00:00:00+05:30")]
    [InlineData("retention", "2026-03-01T00:00:00+05:30", "2026-03-03T00:00:00+05:30")]
    [InlineData("paths", "2026-03-01T00:00:00+00:00", "2026-03-03T00:00:00+00:00")]
    public async Task A_date_of_a_query_is_the_day_of_which_the_insight_tells(string insight, string from, string to)
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapSessionTracking().AllowAnonymous(), options: o => o.TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"));
        var client = app.Visitor("*/*");
        using var days = JsonDocument.Parse(await client.GetStringAsync($"/admin/sessions/insights/{insight}?from=2026-03-01&to=2026-03-03"));
        var scope = days.RootElement.GetProperty("scope");
        Assert.Equal((DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), DateTimeOffset.Parse(to, CultureInfo.InvariantCulture)), (scope.GetProperty("from").GetDateTimeOffset(), scope.GetProperty("to").GetDateTimeOffset()));
        using var exact = JsonDocument.Parse(await client.GetStringAsync($"/admin/sessions/insights/{insight}?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00%2B01:00"));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), exact.RootElement.GetProperty("scope").GetProperty("from").GetDateTimeOffset());
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero), exact.RootElement.GetProperty("scope").GetProperty("to").GetDateTimeOffset());
    }

    private static RequestEvent Page(DateTimeOffset time, string path, int visitor) =>
        SampleRequests.Page((time.ToMicroseconds() - SampleRequests.Zero) / 1e6, path, visitor) with { Time = time.ToMicroseconds() };

    private static string Text(TrendReport report) => JsonSerializer.Serialize(report with { Scope = null });

    private static ServiceProvider Services(RollBench bench, TimeZoneInfo zone)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(bench.Clock).AddSingleton<ISessionStorage>(bench.Storage);
        services.AddSessionTracking(o =>
        {
            o.TimeZone = zone;
            o.Partitions = bench.Storage.Partitions;
        });
        return services.BuildServiceProvider();
    }
}
