namespace ServerSessions.Cli.Logs;

internal interface ILineParser
{
    /// <summary>Reads one line without its end; false when it is not a line of the format.</summary>
    bool TryParse(ReadOnlySpan<byte> line, long number, out LogRecord record);
}
