using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Folds;

/// <summary>
/// Sessions by the quarter of an hour in which they started, shown by the hours and days of a zone. The same numbers are in the hourly rollups, from
/// which <see cref="Add(long, IReadOnlyDictionary{string, long})"/> takes them.
/// </summary>
internal sealed class TrendFold(TimeZoneInfo zone)
{
    private const int HoursShown = 31 * 24;
    private const int HoursPerWeek = 168;
    private static readonly TrendTotals Nothing = new(0, 0, 0, 0);

    private readonly Dictionary<long, TrendTotals> _quarters = [];

    public void Add(Journey journey) =>
        Add(QuarterHours.Of(journey), new TrendTotals(1, journey.StepCount, journey.Engaged ? 1 : 0, journey.Class == JourneyClass.Completed ? 1 : 0));

    /// <summary>Adds an hour (UTC) that <see cref="HoursFold"/> has counted.</summary>
    public void Add(long hour, IReadOnlyDictionary<string, long> fields)
    {
        for (var quarter = 0; quarter < QuarterHours.PerHour; quarter++)
            if (HoursFold.Quarter(fields, quarter) is { Sessions: > 0 } counted)
                Add((hour * QuarterHours.PerHour) + quarter, counted);
    }

    public void Merge(TrendFold other)
    {
        foreach (var (quarter, counted) in other._quarters)
            Add(quarter, counted);
    }

    /// <summary>Sums from one quarter to another, exclusive.</summary>
    public TrendTotals Total(long from, long to) =>
        _quarters.Where(q => q.Key >= from && q.Key < to).Select(q => q.Value).Aggregate(Nothing, Sum);

    /// <param name="from">First quarter of an hour since 1970; null: the first with a session.</param>
    /// <param name="to">The quarter after the last one.</param>
    /// <param name="previous">Sums of the stretch before, up to as much of it as is compared.</param>
    /// <param name="compared">The quarter after the last one that is compared with them; null: all of them.</param>
    public TrendReport Result(long? from = null, long? to = null, TrendTotals? previous = null, long? compared = null)
    {
        if (_quarters.Count == 0 && (from is null || to is null))
            return new TrendReport { HourOfWeek = Grid([]) };
        var (first, end) = (from ?? _quarters.Keys.Min(), to ?? _quarters.Keys.Max() + 1);
        var hours = Hours(first, end);
        var days = hours.GroupBy(h => h.Start.Date).Select(Day).ToList();
        var total = Total(first, end);
        return new TrendReport
        {
            Total = total,
            Previous = previous,
            Change = previous is { Sessions: > 0 } ? ((double)Total(first, compared ?? end).Sessions / previous.Sessions) - 1 : null,
            Hours = hours[^Math.Min(HoursShown, hours.Count)..],
            Days = days,
            HourOfWeek = Grid(hours),
            Weekdays = Mean(days.Where(d => !IsWeekend(d))),
            Weekends = Mean(days.Where(IsWeekend)),
            Seasonality = Seasonality(hours),
        };
    }

    private void Add(long quarter, TrendTotals counted)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_quarters, quarter, out _);
        sum = sum is null ? counted : Sum(sum, counted);
    }

    // An hour that a change of the clock cuts is two: one before the change and one after it.
    private List<TrendPoint> Hours(long first, long end)
    {
        var hours = new List<TrendPoint>();
        if (first >= end)
            return hours;
        var (start, sum) = (HourStart(first), Nothing);
        for (var quarter = first; quarter < end; quarter++)
        {
            var local = Local(quarter);
            if (!IsSameHour(start, local))
            {
                hours.Add(Point(start, sum));
                (start, sum) = (local, Nothing);
            }

            if (_quarters.TryGetValue(quarter, out var counted))
                sum = Sum(sum, counted);
        }

        hours.Add(Point(start, sum));
        return hours;
    }

    // The stretch may begin within an hour, which is named by its own beginning all the same.
    private DateTimeOffset HourStart(long quarter)
    {
        var start = Local(quarter);
        for (var before = quarter - 1; IsSameHour(Local(before), start); before--)
            start = Local(before);
        return start;
    }

    private DateTimeOffset Local(long quarter) => TimeZoneInfo.ConvertTime(QuarterHours.Start(quarter), zone);

    private static bool IsSameHour(DateTimeOffset one, DateTimeOffset other) =>
        one.Offset == other.Offset && one.Ticks / TimeSpan.TicksPerHour == other.Ticks / TimeSpan.TicksPerHour;

    private TrendPoint Day(IGrouping<DateTime, TrendPoint> hours) =>
        Point(Calendar.Start(DateOnly.FromDateTime(hours.Key), zone), hours.Aggregate(Nothing, (sum, h) => Sum(sum, new TrendTotals(h.Sessions, h.Steps, h.Engaged, h.Completed))));

    private static TrendPoint Point(DateTimeOffset start, TrendTotals sum) => new()
    {
        Start = start,
        Sessions = sum.Sessions,
        Steps = sum.Steps,
        Engaged = sum.Engaged,
        Completed = sum.Completed,
    };

    private static TrendTotals Sum(TrendTotals one, TrendTotals other) =>
        new(one.Sessions + other.Sessions, one.Steps + other.Steps, one.Engaged + other.Engaged, one.Completed + other.Completed);

    private static long[][] Grid(List<TrendPoint> hours)
    {
        var grid = new long[7][];
        for (var day = 0; day < grid.Length; day++)
            grid[day] = new long[24];
        foreach (var hour in hours)
            grid[Weekday(hour)][hour.Start.Hour] += hour.Sessions;
        return grid;
    }

    private static double? Mean(IEnumerable<TrendPoint> days) => days.Select(d => (double?)d.Sessions).Average();

    private static bool IsWeekend(TrendPoint point) => point.Start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static int Weekday(TrendPoint point) => ((int)point.Start.DayOfWeek + 6) % 7;

    // Variance between the hours of the week over the whole variance (eta squared).
    private static double? Seasonality(List<TrendPoint> hours)
    {
        if (hours.Count < 2 * HoursPerWeek)
            return null;
        var mean = hours.Average(h => h.Sessions);
        var whole = hours.Sum(h => Math.Pow(h.Sessions - mean, 2));
        return whole == 0 ? null
            : hours.GroupBy(h => (Weekday(h), h.Start.Hour)).Sum(g => g.Count() * Math.Pow(g.Average(h => h.Sessions) - mean, 2)) / whole;
    }
}
