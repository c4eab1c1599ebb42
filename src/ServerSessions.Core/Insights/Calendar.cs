using System.Globalization;

namespace ServerSessions.Insights;

/// <summary>Days, weeks (from Monday) and months of a time zone, as numbers that follow each other.</summary>
internal static class Calendar
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public static int Day(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime).DayNumber - Epoch.DayNumber;

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
