namespace ServerSessions.Insights.Navigation;

/// <summary>
/// Which hours an hour is compared with: the same hour of the week by the clock on the wall, also across a change of summer time. They are hours of UTC
/// whatever the zone's offset; one that a change by half an hour moves is compared with an hour that has half of it.
/// </summary>
internal static class NavigationWeeks
{
    private const int HoursOfWeek = 168;

    public static IEnumerable<long> Before(long hour, TimeZoneInfo zone)
    {
        var offset = Offset(hour, zone);
        for (var week = 1; week <= NavigationJudge.MaxWeeks; week++)
        {
            var then = hour - (week * HoursOfWeek);
            yield return then + (long)Math.Round((offset - Offset(then, zone)).TotalHours);
        }
    }

    /// <summary>For each week, from where to where (exclusive) the hours lie that those of a stretch are compared with.</summary>
    public static IReadOnlyList<(long From, long To)> Before(long from, long to, TimeZoneInfo zone)
    {
        var stretches = Enumerable.Repeat((From: long.MaxValue, To: long.MinValue), NavigationJudge.MaxWeeks).ToArray();
        for (var hour = from; hour < to; hour++)
            foreach (var (week, then) in Before(hour, zone).Index())
                stretches[week] = (Math.Min(stretches[week].From, then), Math.Max(stretches[week].To, then + 1));
        return stretches;
    }

    private static TimeSpan Offset(long hour, TimeZoneInfo zone) => zone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddHours(hour));
}
