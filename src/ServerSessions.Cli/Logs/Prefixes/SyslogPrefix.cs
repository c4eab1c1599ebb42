using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Prefixes;

/// <summary>Syslog: RFC 3164 and RFC 5424, with or without the priority, and files and the journal's short form with a name of a month or an ISO time.</summary>
internal sealed class SyslogPrefix : ILinePrefix
{
    private const int MaxPriority = 5;

    public bool TryStrip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        rest = line;
        if (rest.StartsWith("<"u8))
        {
            var end = rest.IndexOf((byte)'>');
            if (end is < 2 or > MaxPriority - 1 || rest[1..end].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            rest = rest[(end + 1)..];
        }

        if (rest.StartsWith("1 "u8))
            return TryStructured(rest[2..], out rest);
        if (!TryTime(ref rest) || !Words.TryCut(rest, out _, out rest))
            return false;
        // "nginx: " or "nginx[123]: "
        var tag = rest.IndexOf((byte)' ');
        if (tag < 2 || rest[tag - 1] != ':')
            return false;
        rest = rest[(tag + 1)..];
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<byte> text)
    {
        if (text.Length > 16 && char.IsAsciiLetterUpper((char)text[0]) && text[3] == ' ' && text[6] == ' ' && text[9] == ':' && text[12] == ':')
        {
            text = text[15..];
            return IsoTime.TryFraction(ref text, out _) && Blank(ref text);
        }

        return Words.TryCut(text, out var time, out text) && IsoTime.TryRead(time, isUtc: false, out _);
    }

    // TIMESTAMP HOST APP PROCID MSGID SD MSG
    private static bool TryStructured(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> message)
    {
        message = text;
        for (var word = 0; word < 5; word++)
            if (!Words.TryCut(message, out _, out message))
                return false;
        if (message.StartsWith("-"u8))
            message = message[1..];
        else
            while (message.StartsWith("["u8))
            {
                if (Element(message) is not (> 0 and var length))
                    return false;
                message = message[length..];
            }

        if (!Blank(ref message))
            return false;
        if (message.StartsWith("\uFEFF"u8))
            message = message[3..];
        return true;
    }

    // A closing bracket inside a quoted value does not end the element.
    private static int Element(ReadOnlySpan<byte> text)
    {
        var isQuoted = false;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (text[at] == ']' && !isQuoted)
                return at + 1;
        }

        return 0;
    }

    private static bool Blank(ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(" "u8))
            return false;
        text = text[1..];
        return true;
    }
}
