namespace ServerSessions.Insights.Navigation;

/// <summary>The watch over a stretch of stored hours: what it told, or would have told had it been switched on.</summary>
internal static class NavigationReplay
{
    /// <summary>Hours that the watch needs before the first one that is asked for, so that it knows what it has told.</summary>
    public const int Lead = 26;

    /// <param name="hours">By hour; one that is missing had no visitors.</param>
    /// <param name="first">The oldest hour that is known at all.</param>
    /// <param name="from">First hour to tell of.</param>
    /// <param name="to">Hour after the last one.</param>
    /// <param name="zone">Whose weeks.</param>
    public static IEnumerable<NavigationAnomaly> Run(
        IReadOnlyDictionary<long, NavigationHour> hours, long first, long from, long to, TimeZoneInfo zone)
    {
        var watch = new NavigationWatch();
        for (var hour = Math.Max(first, from - Lead); hour < to; hour++)
        {
            var weeks = NavigationWeeks.Before(hour, zone).Where(h => h >= first).Select(Hour).ToArray();
            var told = watch.Next(Hour(hour), weeks);
            if (hour < from)
                continue;
            foreach (var anomaly in told)
                yield return anomaly;
        }

        NavigationHour Hour(long hour) => hours.TryGetValue(hour, out var known) ? known : new NavigationHour(hour, []);
    }
}
