using ServerSessions.Reports.Digests;

namespace ServerSessions.Tests.Reports.Digests;

/// <summary>The digest is due by the clock on the wall, also when that is put forward or back.</summary>
public sealed class DigestScheduleTests
{
    [Theory]
    [InlineData("UTC", DayOfWeek.Monday, 8, "2026-01-12T08:00:00Z", "2026-01-12T08:00:00Z", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z", "2026-01-12T00:00:00Z")]
    [InlineData("UTC", DayOfWeek.Monday, 8, "2026-01-12T07:59:59Z", "2026-01-05T08:00:00Z", "2025-12-22T00:00:00Z", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z")]
    [InlineData("UTC", DayOfWeek.Sunday, 0, "2026-01-14T12:00:00Z", "2026-01-11T00:00:00Z", "2025-12-28T00:00:00Z", "2026-01-04T00:00:00Z", "2026-01-11T00:00:00Z")]
    [InlineData("UTC", DayOfWeek.Saturday, 23, "2026-01-10T22:00:00Z", "2026-01-03T23:00:00Z", "2025-12-20T00:00:00Z", "2025-12-27T00:00:00Z", "2026-01-03T00:00:00Z")]
    // The week of 23 to 29 March 2026 has 167 hours in Berlin.
    [InlineData("Europe/Berlin", DayOfWeek.Monday, 8, "2026-03-30T09:00:00Z", "2026-03-30T06:00:00Z", "2026-03-15T23:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z")]
    // 02:00 does not exist on the day of the change: the clock shows 03:00 then.
    [InlineData("Europe/Berlin", DayOfWeek.Sunday, 2, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z", "2026-03-14T23:00:00Z", "2026-03-21T23:00:00Z", "2026-03-28T23:00:00Z")]
    public void The_newest_due_time_and_the_whole_days_before_it(string zone, DayOfWeek day, int hour, string now, string due, string before, string from, string to)
    {
        var week = new DigestSchedule(day, hour, TimeZoneInfo.FindSystemTimeZoneById(zone)).Newest(Time(now));
        Assert.Equal((Time(due), Time(before), Time(from), Time(to)), (week.Due, week.Before, week.From, week.To));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
