using System.Net;
using Microsoft.Extensions.Primitives;

namespace ServerSessions;

/// <summary>
/// A source of places. Register one of your own as a singleton, or use <c>UseGeoHeaders</c>, <c>UseGeoDatabase</c>, <c>UseGeoNetworks</c>:
/// of several the first that knows a country or a position is taken, and what they know against a network is put together.
/// </summary>
public interface IGeoLocator
{
    /// <summary>
    /// Where an address is. Called within a request, once for each network (IPv4 /24, IPv6 /48) while this process remembers it: it must
    /// be fast, must not throw, and may be called from many threads. While a call runs longer than two seconds, or more than eight run longer than
    /// 100 ms, further requests skip the locator and have no place of it; one call at a time tries it again. A request inside it waits.
    /// </summary>
    /// <param name="address">The client's address, as the application sees it.</param>
    /// <param name="headers">The request's headers; null where there is no request.</param>
    /// <returns>What is known; the default when nothing is.</returns>
    GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers);
}
