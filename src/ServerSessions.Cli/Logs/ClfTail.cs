namespace ServerSessions.Cli.Logs;

/// <summary>A line of common or combined format from its time on, cut into its fields.</summary>
internal readonly ref struct ClfTail
{
    public ReadOnlySpan<byte> Time { get; init; }

    public ReadOnlySpan<byte> Request { get; init; }

    public int Status { get; init; }

    /// <summary>Digits or '-'.</summary>
    public ReadOnlySpan<byte> Size { get; init; }

    public ReadOnlySpan<byte> Referrer { get; init; }

    public ReadOnlySpan<byte> Agent { get; init; }

    /// <summary>
    /// Reads <c>time] "request" status size</c> and, where they are there, <c> "referrer" "agent"</c>; what follows is not looked at.
    /// </summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out ClfTail tail)
    {
        tail = default;
        if (text.Length < ClfTimestamp.Length + 3 || !ClfTimestamp.HasShape(text[..ClfTimestamp.Length]))
            return false;
        var rest = text[ClfTimestamp.Length..];
        if (!rest.StartsWith("] \""u8) || !TryCutQuoted(rest[3..], out var request, out rest))
            return false;
        if (rest.Length < 6 || rest[0] != ' ' || rest[4] != ' ' || rest[1..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var status = ((rest[1] - '0') * 100) + ((rest[2] - '0') * 10) + rest[3] - '0';
        rest = rest[5..];
        var length = rest[0] == '-' ? 1 : rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? rest.Length : length;
        if (length == 0)
            return false;
        CutClient(rest[length..], out var referrer, out var agent);
        tail = new ClfTail
        {
            Time = text[..ClfTimestamp.Length],
            Request = request,
            Status = status,
            Size = rest[..length],
            Referrer = referrer,
            Agent = agent,
        };
        return true;
    }

    private static void CutClient(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> referrer, out ReadOnlySpan<byte> agent)
    {
        if (text.StartsWith(" \""u8) && TryCutQuoted(text[2..], out referrer, out var rest)
            && rest.StartsWith(" \""u8) && TryCutQuoted(rest[2..], out agent, out _))
            return;
        referrer = agent = [];
    }

    // A backslash takes the next character with it; the text is kept as it was written.
    private static bool TryCutQuoted(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> rest)
    {
        content = rest = [];
        for (var at = 0; at < text.Length; at += 2)
        {
            var next = text[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                return false;
            at += next;
            if (text[at] == '"')
            {
                content = text[..at];
                rest = text[(at + 1)..];
                return true;
            }
        }

        return false;
    }
}
