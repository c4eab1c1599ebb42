using System.Globalization;

namespace ServerSessions.Insights.Navigation;

/// <summary>
/// Goes from hour to hour and decides what is reported: an anomaly that lasts for two consecutive windows (a vanished edge is reported at once: with twenty expected
/// it is no chance), and each route once until it has been quiet for a day.
/// </summary>
internal sealed class NavigationWatch
{
    public const string AllRoutes = "(all routes)";

    private const int HoursOfSilence = 24;
    private const int RoutesNamed = 5;

    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _flooded = new(StringComparer.Ordinal);
    private long _broken = long.MinValue / 2;
    private IReadOnlyDictionary<string, IReadOnlyList<NavigationShift>> _before = new Dictionary<string, IReadOnlyList<NavigationShift>>();

    /// <summary>Takes the next hour and returns what to report about it.</summary>
    public IReadOnlyList<NavigationAnomaly> Next(NavigationHour now, IReadOnlyList<NavigationHour> weeks)
    {
        var shifts = NavigationJudge.Judge(now, weeks);
        var lasting = shifts.Select(route => (Route: route.Key, Shifts: route.Value.Where(s => Lasts(route.Key, s, route.Value)).ToList()))
            .Where(r => r.Shifts.Count > 0).ToList();
        _before = shifts;
        // Where a link is broken, everything behind it has fewer visitors, and the page that people end on has more: that belongs to it
        // and is no news of its own.
        foreach (var shift in shifts.Values.SelectMany(all => all))
            if (shift.Kind == NavigationShiftKind.EdgeVanished)
                _broken = now.Hour;
            else if (shift.Kind == NavigationShiftKind.EdgeNew)
                foreach (var edge in shift.Edges)
                    _flooded[edge.To] = now.Hour;
        var starved = now.Hour - _broken >= HoursOfSilence ? [] : lasting.Where(r => r.Shifts.TrueForAll(IsDrop)).Select(r => r.Route).ToHashSet(StringComparer.Ordinal);
        var reported = new List<NavigationAnomaly>();
        foreach (var (route, found) in lasting.OrderBy(r => r.Route, StringComparer.Ordinal))
        {
            var isNews = !IsRecent(_told, route, now.Hour) && !starved.Contains(route) && !(found.TrueForAll(IsRise) && IsRecent(_flooded, route, now.Hour));
            _told[route] = now.Hour;
            if (isNews)
                reported.Add(Anomaly(now, route, found, starved));
        }

        return reported;
    }

    // An edge that vanished is reported with the edges that sessions take instead.
    private bool Lasts(string route, NavigationShift shift, IReadOnlyList<NavigationShift> now) =>
        (shift.Kind is NavigationShiftKind.EdgeVanished or NavigationShiftKind.EdgeNew && now.Any(s => s.Kind == NavigationShiftKind.EdgeVanished))
        || (_before.TryGetValue(route, out var before) && before.Any(b => b.Kind == shift.Kind && Math.Sign(b.Score ?? 0) == Math.Sign(shift.Score ?? 0)));

    private static bool IsRecent(Dictionary<string, long> when, string route, long hour) => when.TryGetValue(route, out var last) && hour - last < HoursOfSilence;

    private static bool IsDrop(NavigationShift shift) => shift is { Kind: NavigationShiftKind.Volume, Score: < 0 };

    private static bool IsRise(NavigationShift shift) => shift is { Kind: NavigationShiftKind.Volume or NavigationShiftKind.Errors, Score: > 0 };

    private static NavigationAnomaly Anomaly(NavigationHour now, string route, List<NavigationShift> shifts, HashSet<string> starved)
    {
        var reasons = shifts.ConvertAll(Reason);
        if (starved.Count > 0 && shifts.Exists(s => s.Kind == NavigationShiftKind.EdgeVanished))
            reasons.Add($"fewer sessions than usual come to {string.Join(", ", starved.Order(StringComparer.Ordinal).Take(RoutesNamed))}");
        return new NavigationAnomaly
        {
            Hour = DateTimeOffset.UnixEpoch.AddHours(now.Hour),
            Route = route == NavigationFold.Site ? AllRoutes : route,
            Sessions = now.Of(route).Sessions,
            Shifts = shifts,
            Reason = string.Join("; ", reasons) + ".",
        };
    }

    private static string Reason(NavigationShift shift) => shift.Kind switch
    {
        NavigationShiftKind.Volume => Text($"{shift.Value:0} sessions came, {shift.Expected:0} are usual at this hour of the week"),
        NavigationShiftKind.Errors => Text($"it ended badly for {shift.Value:0} sessions, {shift.Expected:0} are usual at this hour of the week"),
        NavigationShiftKind.EdgeVanished => "no session goes on to " + Edges(shift.Edges),
        NavigationShiftKind.EdgeNew => "sessions go where none went before: " + Edges(shift.Edges),
        _ => Text($"sessions go on differently (divergence {shift.Divergence:0.00} of 1): ") + Edges(shift.Edges),
    };

    private static string Edges(IEnumerable<NavigationEdge> edges) =>
        string.Join(", ", edges.Select(e => Text($"{e.To} ({e.Sessions}, usual {e.Expected:0})")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
