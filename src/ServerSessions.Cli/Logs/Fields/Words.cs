namespace ServerSessions.Cli.Logs.Fields;

/// <summary>Words of a line, divided by single blanks.</summary>
internal static class Words
{
    /// <summary>Cuts the first word; false when there is none, or it holds other white space.</summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word, out ReadOnlySpan<byte> rest)
    {
        var space = text.IndexOf((byte)' ');
        word = space > 0 ? text[..space] : [];
        rest = space > 0 ? text[(space + 1)..] : [];
        return space > 0 && !WhiteSpace.IsIn(word);
    }

    /// <summary>Cuts the first word with those that a comma joins to it: <c>198.51.100.7, 10.0.0.1</c>.</summary>
    public static bool TryCutList(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> list, out ReadOnlySpan<byte> rest)
    {
        if (!TryCut(text, out list, out rest))
            return false;
        while (list[^1] == ',' && TryCut(rest, out var word, out rest))
            list = text[..(list.Length + 1 + word.Length)];
        return true;
    }

    public static ReadOnlySpan<byte> AfterFirst(ReadOnlySpan<byte> text) => TryCut(text, out _, out var rest) ? rest : [];
}
