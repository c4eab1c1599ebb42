using System.Globalization;

namespace ServerSessions.Insights;

/// <summary>Days, weeks (from Monday) and months of a time zone, as numbers that follow each other.</summary>
internal static class Calendar
{
    private const long Step = QuarterHours.Minutes * TimeSpan.TicksPerMinute;
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public static int Day(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime).DayNumber - Epoch.DayNumber;

    /// <summary>
    /// When a day begins: at midnight, or, where the clock is put forward over it, when the clock shows that day for the first time.
    /// </summary>
    public static DateTimeOffset Start(int day, TimeZoneInfo zone) => Start(Date(day), zone);

    public static DateTimeOffset Start(DateOnly date, TimeZoneInfo zone) => At(date.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The same local time a number of days later; these days may have 23 or 25 hours.</summary>
    public static DateTimeOffset AddDays(DateTimeOffset time, int days, TimeZoneInfo zone) =>
        At(TimeZoneInfo.ConvertTime(time, zone).DateTime.AddDays(days), zone);

    /// <summary>A time by the clock on the wall: of one that is passed over the next that there is, of one that comes twice the first.</summary>
    public static DateTimeOffset At(DateTime wall, TimeZoneInfo zone)
    {
        var local = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = new DateTime((local.Ticks / Step + 1) * Step, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }

    public static int Period(int day, RetentionPeriod period) => period switch
    {
        RetentionPeriod.Day => day,
        RetentionPeriod.Week => (int)Math.Floor((day + 3) / 7d), // 1970-01-01 was a Thursday
        _ => (Date(day).Year * 12) + Date(day).Month - 1,
    };

    /// <summary>The first day of a period, or for months year and month.</summary>
    public static string Text(int number, RetentionPeriod period) => period switch
    {
        RetentionPeriod.Day => Date(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        RetentionPeriod.Week => Date((number * 7) - 3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 12:0000}-{(number % 12) + 1:00}"),
    };

    public static DateOnly Date(int day) => Epoch.AddDays(day);

    /// <summary>0 is Monday.</summary>
    public static int Weekday(int day) => (int)(((day + 3) % 7 + 7) % 7);
}
