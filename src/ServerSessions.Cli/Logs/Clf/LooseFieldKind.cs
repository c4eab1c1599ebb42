namespace ServerSessions.Cli.Logs.Clf;

internal enum LooseFieldKind
{
    Word,
    Quoted,
    Bracketed,
}
