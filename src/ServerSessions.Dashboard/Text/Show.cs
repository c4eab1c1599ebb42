using System.Globalization;
using System.Text;

namespace ServerSessions.Dashboard.Text;

/// <summary>Formats values for people, independent of the server's culture; units follow a space.</summary>
internal static class Show
{
    public const string Unknown = "–";

    /// <summary>
    /// Formats text that visitors can influence. Razor encodes it; here, control and direction characters, which
    /// could reorder the text around it, become U+FFFD, and long text is cut between characters.
    /// </summary>
    public static string Text(string? text, int max = 200)
    {
        if (string.IsNullOrEmpty(text))
            return Unknown;
        var shown = new StringBuilder(Math.Min(text.Length, max + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > max)
                return shown.Append('…').ToString();
            shown.Append(IsInvisible(rune) ? "\uFFFD" : rune.ToString());
        }
        return shown.ToString();
    }

    /// <summary>Returns the first 8 digits, enough to distinguish pseudonyms by eye.</summary>
    public static string Hash(string? hash) => hash is { Length: > 8 } ? Text(hash[..8]) : Text(hash);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a number with the digits that matter; a probability of 0.000042 is "4.2e-5" and not "0".</summary>
    public static string Number(double number) => double.IsFinite(number)
        ? number.ToString(Math.Abs(number) switch { > 0 and < 0.005 => "0.#e-0", < 10 => "0.##", _ => "#,0.#" }, CultureInfo.InvariantCulture)
        : Unknown;

    /// <summary>Formats an amount with its currency, if it has one.</summary>
    public static string Money(decimal amount, string? currency) =>
        amount.ToString(Math.Abs(amount) < 10_000 ? "#,0.00" : "#,0", CultureInfo.InvariantCulture) + (string.IsNullOrEmpty(currency) ? "" : " " + Text(currency, 8));

    /// <summary>Formats a share, rounded, but "100 %" only for 1: a capture ratio of 0.9996 means a loss.</summary>
    public static string Percent(double? share) => share switch
    {
        null or double.NaN or double.PositiveInfinity or double.NegativeInfinity => Unknown,
        1 => "100 %",
        > 0.999 and < 1 => (Math.Floor(share.Value * 1e5) / 1e3).ToString("0.000", CultureInfo.InvariantCulture) + " %",
        _ => (100 * share.Value).ToString("0.0", CultureInfo.InvariantCulture) + " %",
    };

    /// <summary>Formats an enumeration value: "FalsePositive" becomes "false positive".</summary>
    public static string Words(Enum value) => Words(value.ToString());

    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in Text(name))
        {
            if (char.IsUpper(letter) && words.Length > 0 && char.IsLower(words[^1]))
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }
        return words.Replace('_', ' ').ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
