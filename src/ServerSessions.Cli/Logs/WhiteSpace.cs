using System.Buffers;
using System.Text;

namespace ServerSessions.Cli.Logs;

/// <summary>White space as Unicode has it, and the four separators U+001C to U+001F.</summary>
internal static class WhiteSpace
{
    private static readonly SearchValues<byte> InAscii = SearchValues.Create(" \t\n\v\f\r\u001c\u001d\u001e\u001f"u8);

    public static bool IsIn(ReadOnlySpan<byte> text) =>
        text.ContainsAny(InAscii) || (!Ascii.IsValid(text) && Encoding.UTF8.GetString(text).Any(char.IsWhiteSpace));

    public static bool IsAll(ReadOnlySpan<byte> text) =>
        !text.ContainsAnyExcept(InAscii)
        || ((InAscii.Contains(text[0]) || text[0] > 0x7f) && Encoding.UTF8.GetString(text).All(Is));

    private static bool Is(char letter) => char.IsWhiteSpace(letter) || letter is >= '\x1c' and <= '\x1f';
}
