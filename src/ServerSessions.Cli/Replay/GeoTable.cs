using System.Net;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Cli.Replay;

/// <summary>Places of single addresses.</summary>
internal sealed class GeoTable(IReadOnlyDictionary<IPAddress, GeoPlace> places) : IGeoLocator
{
    public GeoPlace Locate(IPAddress address, IHeaderDictionary? headers) => places.GetValueOrDefault(address);
}
