namespace ServerSessions.Cli.Logs.Fields;

/// <summary>Text in quotes, as servers write it.</summary>
internal static class QuotedText
{
    /// <summary>Cuts a text that begins behind its opening quote. A backslash takes the next character with it; the text is kept as it was written.</summary>
    public static bool TryCut(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> rest)
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
