namespace ServerSessions.Cli.Logs;

internal interface ILineParser
{
    /// <summary>Reads one line without its end.</summary>
    LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record);
}
