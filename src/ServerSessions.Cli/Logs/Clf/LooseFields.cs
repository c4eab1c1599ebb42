using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>Walks through the fields of a line: words with what a comma joins to them, and texts in quotes or brackets.</summary>
internal ref struct LooseFields(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    public LooseFieldKind Kind { get; private set; }

    /// <summary>Without its quotes or brackets.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>What follows the field.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public bool TryNext()
    {
        var rest = _rest.TrimStart((byte)' ');
        if (rest.IsEmpty)
            return false;
        if (rest[0] == '"' && QuotedText.TryCut(rest[1..], out var quoted, out var after))
            return Take(LooseFieldKind.Quoted, quoted, after);
        if (rest[0] == '[' && rest.IndexOf((byte)']') is > 0 and var end)
            return Take(LooseFieldKind.Bracketed, rest[1..end], rest[(end + 1)..]);
        var length = WordLength(rest);
        while (rest[length - 1] == ',' && length + 1 < rest.Length)
            length += 1 + WordLength(rest[(length + 1)..]);
        return Take(LooseFieldKind.Word, rest[..length], rest[length..]);
    }

    private bool Take(LooseFieldKind kind, ReadOnlySpan<byte> text, ReadOnlySpan<byte> rest)
    {
        Kind = kind;
        Text = text;
        _rest = rest;
        return true;
    }

    private static int WordLength(ReadOnlySpan<byte> text) => text.IndexOf((byte)' ') is >= 0 and var end ? end : text.Length;
}
