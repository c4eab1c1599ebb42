using System.Globalization;
using System.Text;

namespace ServerSessions.Privacy;

/// <summary>
/// The one spelling of an account. What ASP.NET Core Identity and the usual collations of databases take for the same account must be the same here: a client that changes
/// the spelling with each attempt would be a new account each time. That is case (to upper and back, because some letters have several lower forms), white space around it,
/// composed and decomposed letters, full width, and characters that show nothing.
/// </summary>
internal static class AccountText
{
    public static string Of(string account)
    {
        var text = account.Trim();
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            return text.ToLowerInvariant();
        return Composed(Shown(text).Trim()).ToUpperInvariant().ToLowerInvariant();
    }

    private static string Shown(string text) => string.Concat(text.Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control)));

    // Halves of surrogates have no normal form.
    private static string Composed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar)
                return text;
        return text.Normalize(NormalizationForm.FormKC);
    }
}
