namespace ServerSessions.Cli.Logs.Prefixes;

/// <summary>Lines of a format behind prefixes, the outermost first.</summary>
internal sealed class PrefixedLineParser(ILinePrefix[] prefixes, ILineParser parser) : ILineParser
{
    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        foreach (var prefix in prefixes)
        {
            if (!prefix.TryStrip(line, out line))
            {
                record = default;
                return LineKind.Unreadable;
            }
        }

        return parser.Parse(line, number, out record);
    }
}
