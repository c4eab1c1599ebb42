namespace ServerSessions.Cli.Replay;

/// <param name="Route">Method and template.</param>
/// <param name="Count">Requests.</param>
internal sealed record RouteCount(string Route, long Count);
