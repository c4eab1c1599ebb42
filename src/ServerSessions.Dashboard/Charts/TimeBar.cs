using ServerSessions.Insights;

namespace ServerSessions.Dashboard.Charts;

/// <summary>A bar of a chart over time.</summary>
/// <param name="From">Where it begins (UTC).</param>
/// <param name="Hours">How many hours it covers.</param>
/// <param name="Sessions">How many sessions started in it.</param>
internal sealed record TimeBar(DateTimeOffset From, int Hours, long Sessions)
{
    private const int MostBars = 200;

    /// <summary>One bar an hour, or a day where there would be too many to see.</summary>
    public static IReadOnlyList<TimeBar> Of(IReadOnlyList<HourCount> hours) => hours.Count <= MostBars
        ? [.. hours.Select(hour => new TimeBar(hour.Hour, 1, hour.Sessions))]
        : [.. hours.GroupBy(hour => hour.Hour.UtcDateTime.Date)
            .Select(day => new TimeBar(day.First().Hour, day.Count(), day.Sum(hour => hour.Sessions)))];
}
