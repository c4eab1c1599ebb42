namespace ServerSessions.Requests;

/// <summary>
/// Finds paths that climb out of the root of a site. Clients that do not resolve relative links stay inside it, and a fragment of CSS or HTML that a careless
/// client takes for a link (<c>/css/url(../fonts/a.woff)</c>, <c>/"../index.html</c>) climbs from a place that is no folder.
/// </summary>
internal static class Traversals
{
    private const int MaxCharacters = 2048;

    /// <summary>Whether the path climbs out of the root, encoded once or twice or not at all. Only the first 2,048 characters are read.</summary>
    public static bool LeavesRoot(ReadOnlySpan<char> path)
    {
        if (!path.Contains("..", StringComparison.Ordinal) && !path.Contains("2e", StringComparison.OrdinalIgnoreCase))
            return false;
        if (path.Length > MaxCharacters)
            path = path[..MaxCharacters];
        Span<char> buffer = stackalloc char[MaxCharacters];
        var decoded = Decode(path, buffer);
        var (depth, isFragment) = (0, false);
        foreach (var range in decoded.SplitAny('/', '\\'))
        {
            var segment = decoded[range];
            if (segment is [] or ['.'])
                continue;
            if (segment is ['.', '.'] or ['.', '.', ';', ..])
            {
                if (!isFragment && --depth < 0)
                    return true;
                continue;
            }

            depth++;
            isFragment = segment is [.., '(' or '"' or '\'' or '<' or '>' or '=' or ' ', '.', '.'];
        }

        return false;
    }

    // Only the characters that matter; %25 first, so that what is encoded twice is decoded too.
    private static ReadOnlySpan<char> Decode(ReadOnlySpan<char> path, Span<char> buffer)
    {
        var length = 0;
        for (var i = 0; i < path.Length; i++)
        {
            var code = i;
            while (code + 2 < path.Length && path[code] == '%' && path[code + 1] == '2' && path[code + 2] == '5')
                code += 2;
            if (code + 2 < path.Length && (code > i || path[code] == '%') && Character(path[code + 1], path[code + 2]) is not '\0' and var character)
            {
                buffer[length++] = character;
                i = code + 2;
            }
            else
                buffer[length++] = path[i];
        }

        return buffer[..length];
    }

    private static char Character(char high, char low) => (high, char.ToLowerInvariant(low)) switch
    {
        ('2', 'e') => '.',
        ('2', 'f') => '/',
        ('5', 'c') => '\\',
        ('2', '0') => ' ',
        ('2', '2') => '"',
        ('2', '7') => '\'',
        ('2', '8') => '(',
        ('3', 'c') => '<',
        ('3', 'd') => '=',
        ('3', 'e') => '>',
        _ => '\0',
    };
}
