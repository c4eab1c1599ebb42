namespace ServerSessions.Insights.Navigation;

/// <summary>One hour of a <see cref="NavigationFold"/>, by route.</summary>
internal sealed class NavigationHour
{
    private readonly Dictionary<string, RouteHour> _routes = new(StringComparer.Ordinal);

    /// <param name="hour">Hours since 1970-01-01T00:00Z.</param>
    /// <param name="fields">The fold's fields.</param>
    public NavigationHour(long hour, IEnumerable<KeyValuePair<string, long>> fields)
    {
        Hour = hour;
        foreach (var (field, count) in fields)
            Read(field, count);
    }

    public long Hour { get; }

    public IReadOnlyDictionary<string, RouteHour> Routes => _routes;

    /// <summary>The counts of a route; empty for a route without events.</summary>
    public RouteHour Of(string route) => _routes.GetValueOrDefault(route) ?? RouteHour.Empty;

    private void Read(string field, long count)
    {
        if (field.Length == 0)
            return;
        switch (field[0])
        {
            case NavigationFold.SessionsMark:
                Route(field[1..]).Sessions += count;
                break;
            case NavigationFold.ErrorsMark:
                Route(field[1..]).Errors += count;
                break;
            case NavigationFold.OutcomeMark when field.Length > 1 && field[1] - '0' is >= 0 and < RouteHour.OutcomeCount and var outcome:
                Route(field[2..]).Outcomes[outcome] += count;
                break;
            case NavigationFold.EdgeMark when field.IndexOf(NavigationFold.Separator, StringComparison.Ordinal) is > 0 and var at:
                var targets = Route(field[1..at]).Targets;
                targets[field[(at + 1)..]] = targets.GetValueOrDefault(field[(at + 1)..]) + count;
                break;
        }
    }

    private RouteHour Route(string name)
    {
        if (!_routes.TryGetValue(name, out var route))
            _routes.Add(name, route = new RouteHour());
        return route;
    }
}
