using ServerSessions.Cli.Logs.Json;
using ServerSessions.Cli.Logs.Prefixes;

namespace ServerSessions.Cli.Logs;

/// <summary>Takes the format of the first line that is a request, as it stands or behind a prefix; until then each line is tried as every format.</summary>
internal sealed class AutoLineParser(IReadOnlyList<ILineParser> parsers, IReadOnlyList<ILinePrefix> prefixes) : ILineParser
{
    private const int MaxPrefixes = 2;

    private ILineParser? _found;

    public bool IsDecided => _found is not null;

    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record) =>
        _found is not null ? _found.Parse(line, number, out record) : Try(line, number, [], out record);

    private LineKind Try(ReadOnlySpan<byte> line, long number, ILinePrefix[] before, out LogRecord record)
    {
        var kind = LineKind.Unreadable;
        foreach (var parser in parsers)
        {
            var found = parser.Parse(line, number, out record);
            if (found == LineKind.Request)
            {
                _found = before.Length == 0 ? parser : new PrefixedLineParser(before, parser);
                return found;
            }

            if (found == LineKind.Other)
                kind = parser is JsonLineParser ? LineKind.Undecided : found;
        }

        foreach (var prefix in before.Length == MaxPrefixes ? [] : prefixes)
        {
            if (!prefix.TryStrip(line, out var rest))
                continue;
            var found = Try(rest, number, [.. before, prefix], out record);
            if (found != LineKind.Unreadable)
                return found;
        }

        record = default;
        return kind;
    }
}
