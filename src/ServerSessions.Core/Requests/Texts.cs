using System.Text;

namespace ServerSessions.Requests;

internal static class Texts
{
    /// <summary>Returns the longest beginning of a text that has at most this number of UTF-8 bytes and ends between two characters.</summary>
    public static string Cut(string text, int bytes)
    {
        if (text.Length <= bytes && Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
