using System.Text;

namespace ServerSessions.Requests;

/// <summary>
/// Cleans names of failing fields before they are stored. A name can come from the input (a dictionary key, a path in JSON), so only text that
/// looks like a member's name is kept, without indexes.
/// </summary>
internal static class FieldNames
{
    private const int MaxFields = 16;
    private const int MaxLength = 64;
    private const string Other = "(other)";

    public static string[] Clean(IEnumerable<string> names) =>
        [.. names.Where(n => n.Length > 0).Select(Clean).Distinct(StringComparer.Ordinal).Take(MaxFields)];

    private static string Clean(string name)
    {
        if (name.Length > MaxLength)
            return Other;
        var clean = new StringBuilder(name.Length);
        var inIndex = false;
        foreach (var c in name)
        {
            if (c == '[')
                inIndex = true;
            else if (c == ']')
            {
                inIndex = false;
                clean.Append("[]");
            }
            else if (inIndex)
                continue;
            else if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '$' or '-')
                clean.Append(c);
            else
                return Other;
        }

        // A long run of digits can be a personal number, not a member's name.
        return inIndex || clean.Length == 0 || LongestDigits(clean) > 4 ? Other : clean.ToString();
    }

    private static int LongestDigits(StringBuilder text)
    {
        var (longest, run) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            run = char.IsAsciiDigit(text[i]) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
