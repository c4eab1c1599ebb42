namespace ServerSessions.Requests.Signatures;

/// <summary>Takes structured fields (RFC 9651) apart, as far as signatures need it.</summary>
internal static class FieldText
{
    /// <summary>The parts between separators that stand neither in quotes nor in parentheses, without those that are empty.</summary>
    public static IEnumerable<string> Split(string text, char separator)
    {
        var (start, isQuoted, depth) = (0, false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && isQuoted)
                i++;
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (isQuoted)
                continue;
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')')
                depth--;
            else if (text[i] == separator && depth == 0)
            {
                if (text[start..i].Trim() is { Length: > 0 } part)
                    yield return part;
                start = i + 1;
            }
        }

        if (start < text.Length && text[start..].Trim() is { Length: > 0 } last)
            yield return last;
    }

    /// <summary>"a=1;b=\"c\"" as pairs; the last of a name counts.</summary>
    public static IReadOnlyDictionary<string, string> Parameters(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Split(text, ';'))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                parameters[part[..equals].Trim()] = Unquoted(part[(equals + 1)..].Trim());
        return parameters;
    }

    /// <summary>The member of a dictionary; null when there is none.</summary>
    public static string? Member(string text, string name)
    {
        foreach (var part in Split(text, ','))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && part.AsSpan(0, equals).Trim().SequenceEqual(name))
                return part[(equals + 1)..].Trim();
        return null;
    }

    public static string Unquoted(string text) =>
        text is ['"', .., '"'] && text.Length >= 2 ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : text;
}
