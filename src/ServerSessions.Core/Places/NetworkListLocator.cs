using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Reads traits of networks from a list.</summary>
internal sealed class NetworkListLocator(NetworkList list, GeoTraits traits) : IMemoryLocator
{
    /// <exception cref="InvalidOperationException">The file is missing or a line is not a network; the message says what to do.</exception>
    public static NetworkListLocator Open(string path, GeoTraits traits)
    {
        try
        {
            return new NetworkListLocator(NetworkList.Parse(File.ReadLines(path), path), traits);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidOperationException($"UseGeoNetworks(\"{path}\"): {exception.Message} Correct the file or remove the call.", exception);
        }
    }

    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) =>
        NetworkPrefix.TryCut(address, out var prefix) && list.Includes(prefix) ? new GeoPlace { Traits = traits } : default;
}
