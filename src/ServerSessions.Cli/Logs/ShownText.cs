using System.Globalization;
using System.Text;

namespace ServerSessions.Cli.Logs;

/// <summary>Text of a log made harmless for a terminal, because clients wrote it.</summary>
internal static class ShownText
{
    /// <summary>Cuts the text to a maximum length, and shows characters that would control a terminal or change the writing direction as their codes.</summary>
    public static string Of(string text, int length)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var piece = IsPlain(rune) ? rune.ToString() : $"\\u{{{rune.Value:X4}}}";
            if (shown.Length + piece.Length > length)
                return shown.Append("...").ToString();
            shown.Append(piece);
        }

        return shown.ToString();
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
