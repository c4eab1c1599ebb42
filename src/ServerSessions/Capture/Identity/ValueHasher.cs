using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// Keyed hashes of what may not be kept: bound ids, query strings, unmatched paths. Several values are hashed as a sequence, so neither their
/// order nor two equal ones are lost, and a text is hashed to its end.
/// </summary>
internal sealed class ValueHasher(Pseudonymizer pseudonyms)
{
    private const ulong OfRoute = 1;
    private const ulong OfQuery = 2;
    private const ulong OfText = 3;
    private const ulong OfNumber = 4;

    /// <summary>Hash of the route values and the query, equal for equal requests; 0 when there are none.</summary>
    public ulong Parameters(HttpContext context, bool hasRouteParameters)
    {
        var hash = 0UL;
        if (hasRouteParameters)
            foreach (var (name, value) in context.Request.RouteValues)
                if (value is not null && name is not ("controller" or "action" or "page" or "area"))
                    hash = Next(hash, OfRoute, Hash(name), Hash(Convert.ToString(value, CultureInfo.InvariantCulture)));
        if (context.Request.QueryString.Value is { Length: > 1 } query)
            hash = Next(hash, OfQuery, 0, Hash(query));
        return hash;
    }

    /// <summary>
    /// The object that a request names, by its route values or else its query, to be compared within one owner and route. A parameter that the path leaves out is
    /// bound from the query, so it is read there. The last number of the route, or the only one of the query, is that number moved by an offset that only we can
    /// compute and that no other owner, route or rest of the values shares: the distance is kept, and nothing else. 0 when nothing is named.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="endpoint">The endpoint that served it.</param>
    /// <param name="owner">The signed-in user, so that another session cookie does not make the objects incomparable; without one, the session's key.</param>
    public (ulong Value, bool IsOrdinal) Object(HttpContext context, EndpointInfo endpoint, Pseudonym owner)
    {
        (string Name, string Value)[] values = endpoint.HasParameters ? [.. RouteValues(context), .. LeftOut(context, endpoint)] : [];
        var isRoute = values.Length > 0;
        if (!isRoute)
            values = [.. Query(context)];
        var (hash, number, of, numbers) = (0UL, 0L, 0UL, 0);
        foreach (var (name, value) in values)
        {
            var named = Hash(name);
            if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
            {
                hash = Next(hash, OfText, named, Hash(value));
                continue;
            }

            // The one before is a part of the rest: the lines of an order are counted below its number.
            if (numbers++ > 0)
                hash = Next(hash, OfNumber, of, (ulong)number);
            (number, of) = (parsed, named);
        }

        if (values.Length == 0)
            return default;
        // Several numbers in a query: which of them names the object is not known, and paging would pass for counting.
        var isOrdinal = numbers == 1 || (numbers > 1 && isRoute);
        var rest = numbers == 0 ? hash : Next(hash, OfNumber, of, isOrdinal ? 0 : (ulong)number);
        var offset = Offset(owner, endpoint.Route, rest);
        return (isOrdinal ? unchecked(offset + (ulong)number) : offset, isOrdinal);
    }

    public ulong Path(string? path) => Hash(path);

    private static IEnumerable<(string Name, string Value)> RouteValues(HttpContext context)
    {
        foreach (var (name, value) in context.Request.RouteValues)
            if (value is not null && name is not ("controller" or "action" or "page" or "area"))
                yield return (name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
    }

    private static IEnumerable<(string Name, string Value)> LeftOut(HttpContext context, EndpointInfo endpoint)
    {
        foreach (var (name, value) in Query(context))
            if (endpoint.Parameters.Contains(name, StringComparer.OrdinalIgnoreCase) && context.Request.RouteValues.GetValueOrDefault(name) is null)
                yield return (name, value);
    }

    private static IEnumerable<(string Name, string Value)> Query(HttpContext context)
    {
        // An address to go back to names no object: pages that say "not for you" are given one. A value beside it does.
        foreach (var (name, values) in context.Request.Query)
        {
            var named = values.Where(v => v is not null && !v.Contains('/'));
            if (values.Count == 0 || named.Any())
                yield return (name, string.Join(',', named));
        }
    }

    private ulong Offset(Pseudonym owner, string route, ulong rest)
    {
        Span<byte> bytes = stackalloc byte[Pseudonym.Size + 16];
        owner.Write(bytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[Pseudonym.Size..], Hash(route));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[(Pseudonym.Size + 8)..], rest);
        return pseudonyms.Values(bytes);
    }

    private ulong Next(ulong before, ulong kind, ulong name, ulong value)
    {
        Span<byte> bytes = stackalloc byte[4 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, before);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], kind);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[16..], name);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[24..], value);
        return pseudonyms.Values(bytes);
    }

    private ulong Hash(ReadOnlySpan<char> text) => pseudonyms.Values(MemoryMarshal.AsBytes(text));
}
