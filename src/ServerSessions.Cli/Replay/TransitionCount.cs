namespace ServerSessions.Cli.Replay;

internal sealed record TransitionCount(string From, string To, long Count);
