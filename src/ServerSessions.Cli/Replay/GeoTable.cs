using System.Net;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Cli.Replay;

/// <summary>Places of single addresses.</summary>
internal sealed class GeoTable(IReadOnlyDictionary<IPAddress, GeoPlace> places) : IGeoLocator
{
    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) => places.GetValueOrDefault(address);
}
