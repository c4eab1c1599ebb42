namespace ServerSessions.Cli.Replay;

internal sealed record PathCount(string Path, long Count);
