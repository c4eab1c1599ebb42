using System.Buffers.Binary;
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

    /// <summary>
    /// The object that a request names, by its route values or else its query, to be compared within one session and route. Where just one
    /// of them is a number, it is that number moved by an offset that only we can compute and that no other session, route or rest of the
    /// values shares: distances are told, and nothing else. 0 when nothing is named.
    /// </summary>
    public (ulong Value, bool IsOrdinal) Object(HttpContext context, EndpointInfo endpoint, Pseudonym session)
    {
        var values = endpoint.HasParameters ? RouteValues(context) : Query(context);
        var (hash, number, numbers, any) = (0UL, 0L, 0, false);
        foreach (var (name, value) in values)
        {
            any = true;
            if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && numbers++ == 0)
                number = parsed;
            else
                hash ^= Hash(name) ^ (Hash(value) * 31);
        }

        if (!any)
            return default;
        if (numbers > 1)
            hash ^= (ulong)number * 0x9E37_79B9_7F4A_7C15;
        var offset = Offset(session, endpoint.Route, hash);
        return (numbers == 1 ? unchecked(offset + (ulong)number) : offset, numbers == 1);
    }

    public ulong Path(string? path) => Hash(path);

    private static IEnumerable<(string Name, string Value)> RouteValues(HttpContext context)
    {
        foreach (var (name, value) in context.Request.RouteValues)
            if (value is not null && name is not ("controller" or "action" or "page" or "area"))
                yield return (name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
    }

    private static IEnumerable<(string Name, string Value)> Query(HttpContext context)
    {
        // An address to go back to names no object: pages that say "not for you" are given one.
        foreach (var (name, value) in context.Request.Query)
            if (value.ToString() is var text && !text.Contains('/'))
                yield return (name, text);
    }

    private ulong Offset(Pseudonym session, string route, ulong rest)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size + 16];
        session.Write(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[Pseudonym.Size..], Hash(route));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[(Pseudonym.Size + 8)..], rest);
        return pseudonyms.Values(bytes);
    }

    private ulong Hash(ReadOnlySpan<char> text) =>
        pseudonyms.Values(MemoryMarshal.AsBytes(text.Length > Longest ? text[..Longest] : text));
}
