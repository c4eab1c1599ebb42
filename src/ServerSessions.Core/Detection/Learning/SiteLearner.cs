namespace ServerSessions.Detection;

/// <summary>
/// Learns what is usual at each hour of the week from hourly counts of some weeks. Medians, because an attack is in the history too:
/// one bad week must not make the next attack look usual.
/// </summary>
/// <param name="zone">
/// By whose clock on the wall hours are the same: what people do at nine moves by an hour of UTC when the clock is changed. Null: UTC.
/// </param>
internal sealed class SiteLearner(TimeZoneInfo? zone = null)
{
    private const int HoursBehind = 24;

    private const int TenMinutesInHour = 6;
    private const double MadToDeviation = 1.4826;

    private readonly Dictionary<long, long[]> _hours = [];

    /// <param name="hour">Hours since 1970-01-01T00:00Z.</param>
    /// <param name="kind">What was counted.</param>
    /// <param name="count">How often in that hour.</param>
    public void Add(long hour, SiteKind kind, long count)
    {
        if (!_hours.TryGetValue(hour, out var counts))
            _hours.Add(hour, counts = new long[SiteKinds.Count]);
        counts[(int)kind] += count;
    }

    /// <summary>
    /// By the hour of the week of UTC, for the week that begins a day before now: so a rule that reads it needs no zone, and a change of the clock is
    /// followed as soon as this is learned anew.
    /// </summary>
    public SiteBaseline Result(DateTimeOffset now)
    {
        if (_hours.Count == 0)
            return SiteBaseline.Empty;
        var (first, last) = (_hours.Keys.Min(), _hours.Keys.Max());
        var onWall = new List<long>[SiteBaseline.HoursOfWeek];
        for (var hour = first; hour <= last; hour++)
            (onWall[OnWall(hour)] ??= []).Add(hour);
        var week = new long[SiteBaseline.HoursOfWeek];
        var begin = (now.ToUnixTimeSeconds() / 3600) - HoursBehind;
        for (var hour = begin; hour < begin + SiteBaseline.HoursOfWeek; hour++)
            week[SiteBaseline.HourOfWeek(hour)] = hour;
        return new SiteBaseline([.. Enumerable.Range(0, SiteKinds.Count).Select(kind => Array.ConvertAll(week, hour => Hour(kind, onWall[OnWall(hour)] ?? [])))]);
    }

    // An hour without anything of the kind is a count of 0 of its own: what is silent every week is silent.
    private SiteHour Hour(int kind, List<long> hours)
    {
        if (hours.Count == 0)
            return default;
        var counts = hours.ConvertAll(hour => _hours.TryGetValue(hour, out var of) ? (double)of[kind] : 0);
        var median = Median(counts);
        var spread = MadToDeviation * Median([.. counts.Select(c => Math.Abs(c - median))]) / TenMinutesInHour;
        var mean = median / TenMinutesInHour;
        // Within an hour, chance alone scatters ten minutes by the root of their mean.
        return new SiteHour(Math.Round(mean, 3), Math.Round(Math.Sqrt((spread * spread) + mean), 3), counts.Count);
    }

    // The hour of the week that the clock shows when an hour of UTC begins; where it is not on the full hour, the one that runs then.
    private int OnWall(long hour)
    {
        var start = DateTimeOffset.UnixEpoch.AddHours(hour);
        return SiteBaseline.HourOfWeek(zone is null ? start : new DateTimeOffset(TimeZoneInfo.ConvertTime(start, zone).DateTime, TimeSpan.Zero));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
