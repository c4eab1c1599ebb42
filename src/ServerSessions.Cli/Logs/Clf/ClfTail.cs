using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

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

    /// <summary>What follows the agent.</summary>
    public ReadOnlySpan<byte> Rest { get; init; }

    /// <summary>The first quoted text after the agent: many servers write the forwarded addresses there.</summary>
    public ReadOnlySpan<byte> Forwarded
    {
        get
        {
            var quote = Rest.IndexOf((byte)'"');
            return quote >= 0 && QuotedText.TryCut(Rest[(quote + 1)..], out var content, out _) ? content : [];
        }
    }

    /// <summary>
    /// Reads <c>time] "request" status size</c> and, where they are there, <c> "referrer" "agent"</c>.
    /// </summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out ClfTail tail)
    {
        tail = default;
        if (text.Length < ClfTimestamp.Length + 3 || !ClfTimestamp.HasShape(text[..ClfTimestamp.Length]))
            return false;
        var rest = text[ClfTimestamp.Length..];
        if (!rest.StartsWith("] \""u8) || !QuotedText.TryCut(rest[3..], out var request, out rest))
            return false;
        if (rest.Length < 6 || rest[0] != ' ' || rest[4] != ' ' || rest[1..4].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        var status = ((rest[1] - '0') * 100) + ((rest[2] - '0') * 10) + rest[3] - '0';
        rest = rest[5..];
        var length = rest[0] == '-' ? 1 : rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? rest.Length : length;
        if (length == 0)
            return false;
        CutClient(rest[length..], out var referrer, out var agent, out var after);
        tail = new ClfTail
        {
            Time = text[..ClfTimestamp.Length],
            Request = request,
            Status = status,
            Size = rest[..length],
            Referrer = referrer,
            Agent = agent,
            Rest = after,
        };
        return true;
    }

    private static void CutClient(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> referrer, out ReadOnlySpan<byte> agent, out ReadOnlySpan<byte> after)
    {
        if (text.StartsWith(" \""u8) && QuotedText.TryCut(text[2..], out referrer, out var rest)
            && rest.StartsWith(" \""u8) && QuotedText.TryCut(rest[2..], out agent, out after))
            return;
        referrer = agent = after = [];
    }
}
