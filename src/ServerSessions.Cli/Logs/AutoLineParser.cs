namespace ServerSessions.Cli.Logs;

/// <summary>Takes the format of the first line that parses; until then each line is tried as the format that it looks like.</summary>
internal sealed class AutoLineParser(ILineParser clf, ILineParser json) : ILineParser
{
    private ILineParser? _found;

    public bool TryParse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        if (_found is not null)
            return _found.TryParse(line, number, out record);
        var likely = line.TrimStart("\uFEFF \t"u8).StartsWith("{"u8) ? json : clf;
        if (!likely.TryParse(line, number, out record))
            return false;
        _found = likely;
        return true;
    }
}
