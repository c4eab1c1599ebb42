using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>Counts requests by route.</summary>
internal sealed class RouteCounts(RouteLookup routes)
{
    private const int Top = 10;

    private readonly long[] _counts = new long[routes.Table.Count];
    private long _unmatched;

    public void Add(in LogRecord record)
    {
        var route = routes.Find(record);
        if (route == RouteTable.Unmatched)
            _unmatched++;
        else
            _counts[route]++;
    }

    public RouteFigures Result() =>
        new(_counts.Sum(), _unmatched, _counts
            .Select((count, route) => new RouteCount(routes.Table.Name(route), count)).Where(row => row.Count > 0)
            .OrderByDescending(row => row.Count).ThenBy(row => row.Route, StringComparer.Ordinal).Take(Top).ToArray());
}
