using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using ServerSessions.Privacy;

namespace ServerSessions.Capture;

/// <summary>Keyed hashes of what may not be kept: bound ids, query strings, unmatched paths.</summary>
internal sealed class ValueHasher(Pseudonymizer pseudonyms)
{
    private const int Longest = 2048;

    /// <summary>Hash of the route values and the query, equal for equal requests; 0 when there are none.</summary>
    public ulong Parameters(HttpContext context, bool hasRouteParameters)
    {
        var hash = 0UL;
        if (hasRouteParameters)
            foreach (var (name, value) in context.Request.RouteValues)
                if (value is not null && name is not ("controller" or "action" or "page" or "area"))
                    hash ^= Hash(name) ^ (Hash(Convert.ToString(value, CultureInfo.InvariantCulture)) * 31);
        if (context.Request.QueryString.Value is { Length: > 1 } query)
            hash ^= Hash(query) * 7;
        return hash;
    }

    public ulong Path(string? path) => Hash(path);

    private ulong Hash(ReadOnlySpan<char> text) =>
        pseudonyms.Values(MemoryMarshal.AsBytes(text.Length > Longest ? text[..Longest] : text));
}
