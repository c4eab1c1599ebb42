using System.Globalization;

namespace ServerSessions.Insights;

/// <summary>
/// Sessions by the hour of their start. The same numbers are in the hourly rollups, from which
/// <see cref="Add(long, IReadOnlyDictionary{string, long})"/> takes them.
/// </summary>
internal sealed class TrendFold(TimeZoneInfo zone) : CountingFold
{
    private const int HoursShown = 31 * 24;
    private const int HoursPerWeek = 168;

    public override void Add(Journey journey) => Add(journey.Id.Milliseconds / 3_600_000, 1, journey.StepCount, journey.Engaged ? 1 : 0, journey.Class == JourneyClass.Completed ? 1 : 0);

    /// <summary>Adds an hour that <see cref="HoursFold"/> has counted.</summary>
    public void Add(long hour, IReadOnlyDictionary<string, long> fields) => Add(
        hour, fields.GetValueOrDefault(HoursFold.Sessions), fields.GetValueOrDefault(HoursFold.Steps), fields.GetValueOrDefault(HoursFold.Engaged),
        fields.GetValueOrDefault(HoursFold.Completed));

    /// <param name="from">First hour, since 1970; null: the first with a session.</param>
    /// <param name="to">Hour after the last one.</param>
    /// <param name="previous">Sums of the stretch before.</param>
    public TrendReport Result(long? from = null, long? to = null, TrendTotals? previous = null)
    {
        var known = With("s").Select(f => long.Parse(f.Name, CultureInfo.InvariantCulture)).ToList();
        if (known.Count == 0 && (from is null || to is null))
            return new TrendReport { HourOfWeek = Grid([]) };
        var (first, end) = (from ?? known.Min(), to ?? known.Max() + 1);
        var hours = new List<TrendPoint>();
        for (var hour = first; hour < end; hour++)
            hours.Add(Hour(hour));
        var days = hours.GroupBy(h => h.Start.Date).Select(Day).ToList();
        var total = new TrendTotals(hours.Sum(h => h.Sessions), hours.Sum(h => h.Steps), hours.Sum(h => h.Engaged), hours.Sum(h => h.Completed));
        return new TrendReport
        {
            Total = total,
            Previous = previous,
            Change = previous is { Sessions: > 0 } ? ((double)total.Sessions / previous.Sessions) - 1 : null,
            Hours = hours[^Math.Min(HoursShown, hours.Count)..],
            Days = days,
            HourOfWeek = Grid(hours),
            Weekdays = Mean(days.Where(d => !IsWeekend(d))),
            Weekends = Mean(days.Where(IsWeekend)),
            Seasonality = Seasonality(hours),
        };
    }

    private void Add(long hour, long sessions, long steps, long engaged, long completed)
    {
        var name = hour.ToString(CultureInfo.InvariantCulture);
        Count("s" + name, sessions);
        Count("t" + name, steps);
        Count("e" + name, engaged);
        Count("c" + name, completed);
    }

    private TrendPoint Hour(long hour)
    {
        var name = hour.ToString(CultureInfo.InvariantCulture);
        return new TrendPoint
        {
            Start = TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddHours(hour), zone),
            Sessions = Of("s" + name),
            Steps = Of("t" + name),
            Engaged = Of("e" + name),
            Completed = Of("c" + name),
        };
    }

    private static TrendPoint Day(IGrouping<DateTime, TrendPoint> hours) => new()
    {
        Start = hours.First().Start - hours.First().Start.TimeOfDay,
        Sessions = hours.Sum(h => h.Sessions),
        Steps = hours.Sum(h => h.Steps),
        Engaged = hours.Sum(h => h.Engaged),
        Completed = hours.Sum(h => h.Completed),
    };

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
