
namespace ServerSessions.Model;

/// <summary>ISO 3166-1 alpha-2 codes as small numbers, and back to the same string each time. 0 is no country.</summary>
internal static class CountryCode
{
    /// <summary>The greatest number, of "ZZ".</summary>
    public const int MaxCode = Letters * Letters;

    private const int Letters = 26;

    private static readonly string[] Texts =
        [.. Enumerable.Range(0, Letters * Letters).Select(i => string.Concat((char)('A' + (i / Letters)), (char)('A' + (i % Letters))))];

    public static int Of(ReadOnlySpan<char> text) => text.Length == 2 ? Of(text[0], text[1]) : 0;

    public static int Of(ReadOnlySpan<byte> text) => text.Length == 2 ? Of((char)text[0], (char)text[1]) : 0;

    public static string? Text(int number) => number is > 0 and <= MaxCode ? Texts[number - 1] : null;

    private static int Of(char first, char second)
    {
        var (one, two) = ((first | 0x20) - 'a', (second | 0x20) - 'a');
        return char.IsAsciiLetter(first) && char.IsAsciiLetter(second) ? (one * Letters) + two + 1 : 0;
    }
}
