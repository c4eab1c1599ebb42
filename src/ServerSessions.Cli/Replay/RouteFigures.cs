namespace ServerSessions.Cli.Replay;

/// <summary>Requests by route of the table given with <c>--routes</c>.</summary>
internal sealed record RouteFigures(long Matched, long Unmatched, IReadOnlyList<RouteCount> Top);
