namespace ServerSessions.Detection;

/// <summary>
/// Learns what is usual at each hour of the week from hourly counts of some weeks. Medians, because an attack is in the history too:
/// one bad week must not make the next attack look usual.
/// </summary>
internal sealed class SiteLearner
{
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

    public SiteBaseline Result()
    {
        if (_hours.Count == 0)
            return SiteBaseline.Empty;
        var (first, last) = (_hours.Keys.Min(), _hours.Keys.Max());
        return new SiteBaseline([.. Enumerable.Range(0, SiteKinds.Count).Select(kind => Enumerable.Range(0, SiteBaseline.HoursOfWeek)
            .Select(hourOfWeek => Hour(kind, hourOfWeek, first, last)).ToArray())]);
    }

    // An hour without anything of the kind is a count of 0 of its own: what is silent every week is silent.
    private SiteHour Hour(int kind, int hourOfWeek, long first, long last)
    {
        var counts = new List<double>();
        var start = first + (((hourOfWeek - SiteBaseline.HourOfWeek(first)) + SiteBaseline.HoursOfWeek) % SiteBaseline.HoursOfWeek);
        for (var hour = start; hour <= last; hour += SiteBaseline.HoursOfWeek)
            counts.Add(_hours.TryGetValue(hour, out var of) ? of[kind] : 0);
        if (counts.Count == 0)
            return default;
        var median = Median(counts);
        var spread = MadToDeviation * Median([.. counts.Select(c => Math.Abs(c - median))]) / TenMinutesInHour;
        var mean = median / TenMinutesInHour;
        // Within an hour, chance alone scatters ten minutes by the root of their mean.
        return new SiteHour(Math.Round(mean, 3), Math.Round(Math.Sqrt((spread * spread) + mean), 3), counts.Count);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
