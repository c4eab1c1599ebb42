using System.Net;
using Microsoft.Extensions.Primitives;

namespace ServerSessions;

/// <summary>
/// A source of places. Register your own as a singleton, or use <c>UseGeoHeaders</c>, <c>UseGeoDatabase</c>, <c>UseGeoNetworks</c>. With several sources,
/// the first with a country or a position is used, and the traits of all are combined.
/// </summary>
public interface IGeoLocator
{
    /// <summary>
    /// Returns the place of an address. It is called within a request, once for each network (IPv4 /24, IPv6 /48) while this process remembers it. It
    /// must be fast, must not throw, and is called from many threads. While a call runs longer than two seconds, or more than eight run longer than 100
    /// ms, further requests skip the locator and have no place from it; one call at a time tries it again. A request inside it waits.
    /// </summary>
    /// <param name="address">The client's address, as the application receives it.</param>
    /// <param name="headers">The request's headers; null where there is no request.</param>
    /// <returns>The place; the default value when unknown.</returns>
    GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers);
}
