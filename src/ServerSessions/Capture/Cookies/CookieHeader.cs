using Microsoft.Extensions.Primitives;

namespace ServerSessions.Capture.Cookies;

/// <summary>Finds one cookie in the raw header: parsing all of them costs more than everything else that capture does.</summary>
internal static class CookieHeader
{
    /// <summary>The value of the first cookie of this name; empty when there is none.</summary>
    public static ReadOnlySpan<char> Find(StringValues header, string name)
    {
        foreach (var line in header)
        {
            var found = Find(line, name, out var isThere);
            if (isThere)
                return found;
        }

        return default;
    }

    private static ReadOnlySpan<char> Find(ReadOnlySpan<char> line, string name, out bool isThere)
    {
        for (var from = 0; line[from..].IndexOf(name, StringComparison.Ordinal) is >= 0 and var offset; from += offset + 1)
        {
            var at = from + offset;
            var after = at + name.Length;
            // The text may be a part of another name, or of a value.
            if (after >= line.Length || line[after] != '=' || line[..at].TrimEnd() is { IsEmpty: false } before && before[^1] != ';')
                continue;
            var value = line[(after + 1)..];
            var end = value.IndexOf(';');
            isThere = true;
            return (end < 0 ? value : value[..end]).TrimEnd().Trim('"');
        }

        isThere = false;
        return default;
    }
}
