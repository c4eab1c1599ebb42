namespace ServerSessions.Insights.Navigation;

/// <summary>Compares one hour with the same hour of other weeks, route by route. Pure: what is judged live is judged the same in a simulation.</summary>
internal static class NavigationJudge
{
    public const int MinWeeks = 4;
    public const int MaxWeeks = 6;
    public const double MinScore = 4;
    public const double MaxP = 0.001;
    public const double MinDivergence = 0.1;
    public const int MinSessions = 50;
    public const double EdgeShare = 0.05;
    public const double MinExpected = 20;
    public const int MinNew = 10;

    private const int MinVolume = 20;
    private const int MinErrors = 10;
    private const double MinErrorGrowth = 1.5;
    private const int MaxEdges = 5;

    /// <returns>By route; empty when fewer than four weeks are known.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<NavigationShift>> Judge(NavigationHour now, IReadOnlyList<NavigationHour> weeks)
    {
        var shifts = new Dictionary<string, IReadOnlyList<NavigationShift>>(StringComparer.Ordinal);
        if (weeks.Count < MinWeeks)
            return shifts;
        var siteShifts = Volume(now.Of(NavigationFold.Site), [.. weeks.Select(w => w.Of(NavigationFold.Site))]) is { } site;
        foreach (var route in now.Routes.Keys.Union(weeks.SelectMany(w => w.Routes.Keys), StringComparer.Ordinal))
        {
            var (here, there) = (now.Of(route), weeks.Select(w => w.Of(route)).ToArray());
            var found = new List<NavigationShift>();
            // When the whole site has more or fewer visitors, that is one thing and not as many as there are routes.
            if ((!siteShifts || route == NavigationFold.Site) && Volume(here, there) is { } volume)
                found.Add(volume);
            if (Errors(here, there) is { } errors)
                found.Add(errors);
            if (route != NavigationFold.Site)
                found.AddRange(Row(route, here, there));
            if (found.Count > 0)
                shifts.Add(route, found);
        }

        return shifts;
    }

    private static NavigationShift? Volume(RouteHour now, RouteHour[] weeks)
    {
        var usual = weeks.Select(w => (double)w.Sessions).ToArray();
        var median = RobustScore.Median(usual);
        var score = RobustScore.Of(now.Sessions, usual);
        return Math.Max(now.Sessions, median) >= MinVolume && Math.Abs(score) >= MinScore
            ? new NavigationShift { Kind = NavigationShiftKind.Volume, Value = now.Sessions, Expected = median, Score = score }
            : null;
    }

    // Twice the visitors meet twice the errors: the share must have grown too.
    private static NavigationShift? Errors(RouteHour now, RouteHour[] weeks)
    {
        var usual = weeks.Select(w => (double)w.Errors).ToArray();
        var score = RobustScore.Of(now.Errors, usual);
        var before = Math.Max(1, weeks.Sum(w => w.Sessions));
        return now.Errors >= MinErrors && score >= MinScore
            && (double)now.Errors / Math.Max(1, now.Sessions) >= MinErrorGrowth * weeks.Sum(w => w.Errors) / before
            ? new NavigationShift { Kind = NavigationShiftKind.Errors, Value = now.Errors, Expected = RobustScore.Median(usual), Score = score }
            : null;
    }

    private static IEnumerable<NavigationShift> Row(string route, RouteHour now, RouteHour[] weeks)
    {
        var targets = now.Targets.Keys.Union(weeks.SelectMany(w => w.Targets.Keys), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var here = Array.ConvertAll(targets, t => now.Targets.GetValueOrDefault(t));
        var there = Array.ConvertAll(targets, t => weeks.Sum(w => w.Targets.GetValueOrDefault(t)));
        var (total, before) = (here.Sum(), there.Sum());
        if (now.Sessions < MinSessions || before < MinSessions)
            yield break;
        var edges = targets.Select((t, i) => new NavigationEdge(route, Name(t), here[i], (double)there[i] * total / before)).ToArray();
        var vanished = edges.Where(e => e.Sessions == 0 && e.Expected >= MinExpected && e.Expected >= EdgeShare * total).ToArray();
        if (vanished.Length > 0)
            yield return new NavigationShift { Kind = NavigationShiftKind.EdgeVanished, Expected = vanished.Sum(e => e.Expected), Edges = vanished };
        var fresh = edges.Where(e => e.Expected == 0 && e.Sessions >= MinNew && e.Sessions >= EdgeShare * total).ToArray();
        if (fresh.Length > 0)
            yield return new NavigationShift { Kind = NavigationShiftKind.EdgeNew, Value = fresh.Sum(e => e.Sessions), Edges = fresh };
        var divergence = JensenShannon.Divergence(here, there);
        var (_, p) = GTest.Of(here, there);
        if (divergence < MinDivergence || p >= MaxP)
            yield break;
        yield return new NavigationShift
        {
            Kind = NavigationShiftKind.Row,
            Value = now.Sessions,
            Expected = RobustScore.Median([.. weeks.Select(w => (double)w.Sessions)]),
            P = p,
            Divergence = divergence,
            Edges = [.. edges.OrderByDescending(e => Math.Abs(e.Sessions - e.Expected)).Take(MaxEdges)],
        };
    }

    private static string Name(string target) => target == NavigationFold.Exit ? "(exit)" : target;
}
