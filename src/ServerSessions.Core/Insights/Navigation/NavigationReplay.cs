namespace ServerSessions.Insights.Navigation;

/// <summary>The navigation watch over a range of stored hours: what it reported, or would have reported had it been switched on.</summary>
internal static class NavigationReplay
{
    /// <summary>Hours that the watch needs before the first requested one, to know what it has reported already.</summary>
    public const int Lead = 26;

    /// <param name="hours">By hour; one that is missing had no visitors.</param>
    /// <param name="first">The oldest hour that is known at all.</param>
    /// <param name="from">First hour to report.</param>
    /// <param name="to">Hour after the last one.</param>
    /// <param name="zone">Whose weeks.</param>
    public static IEnumerable<NavigationAnomaly> Run(
        IReadOnlyDictionary<long, NavigationHour> hours, long first, long from, long to, TimeZoneInfo zone)
    {
        var watch = new NavigationWatch();
        for (var hour = Math.Max(first, from - Lead); hour < to; hour++)
        {
            var weeks = NavigationWeeks.Before(hour, zone).Where(h => h >= first).Select(Hour).ToArray();
            var reported = watch.Next(Hour(hour), weeks);
            if (hour < from)
                continue;
            foreach (var anomaly in reported)
                yield return anomaly;
        }

        NavigationHour Hour(long hour) => hours.TryGetValue(hour, out var known) ? known : new NavigationHour(hour, []);
    }
}
