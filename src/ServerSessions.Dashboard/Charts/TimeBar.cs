using ServerSessions.Insights;

namespace ServerSessions.Dashboard.Charts;

/// <summary>A bar of a chart over time.</summary>
/// <param name="From">Start (UTC).</param>
/// <param name="Hours">Number of hours that it covers.</param>
/// <param name="Sessions">Number of sessions that started in it.</param>
internal sealed record TimeBar(DateTimeOffset From, int Hours, long Sessions)
{
    private const int MaxBars = 200;

    /// <summary>Returns one bar for each hour, or for each day if there would be too many bars.</summary>
    public static IReadOnlyList<TimeBar> Of(IReadOnlyList<HourCount> hours) => hours.Count <= MaxBars
        ? [.. hours.Select(hour => new TimeBar(hour.Hour, 1, hour.Sessions))]
        : [.. hours.GroupBy(hour => hour.Hour.UtcDateTime.Date)
            .Select(day => new TimeBar(day.First().Hour, day.Count(), day.Sum(hour => hour.Sessions)))];
}
