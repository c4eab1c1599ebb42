namespace ServerSessions.Insights.Navigation;

/// <summary>Which hours an hour is compared with: the same hour of the week by the clock on the wall, also across a change of summer time.</summary>
internal static class NavigationWeeks
{
    private const int HoursOfWeek = 168;

    public static IEnumerable<long> Before(long hour, TimeZoneInfo zone)
    {
        var offset = Offset(hour, zone);
        for (var week = 1; week <= NavigationJudge.MostWeeks; week++)
        {
            var then = hour - (week * HoursOfWeek);
            yield return then + (long)Math.Round((offset - Offset(then, zone)).TotalHours);
        }
    }

    private static TimeSpan Offset(long hour, TimeZoneInfo zone) => zone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddHours(hour));
}
