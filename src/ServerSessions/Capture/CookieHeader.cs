using Microsoft.Extensions.Primitives;

namespace ServerSessions.Capture;

/// <summary>Finds one cookie in the raw header: parsing all of them costs more than everything else that capture does.</summary>
internal static class CookieHeader
{
    /// <summary>The value of the first cookie of this name; empty when there is none.</summary>
    public static ReadOnlySpan<char> Find(StringValues header, string name)
    {
        foreach (var line in header)
        {
            var rest = line.AsSpan();
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf(';');
                var pair = (end < 0 ? rest : rest[..end]).Trim();
                if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                    return pair[(name.Length + 1)..].Trim('"');
                rest = end < 0 ? default : rest[(end + 1)..];
            }
        }

        return default;
    }
}
