using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Knows networks for what the owner's lists say of them.</summary>
internal sealed class NetworkListLocator(NetworkList list, GeoTraits traits) : IMemoryLocator
{
    /// <exception cref="InvalidOperationException">The file is not there or a line is no network; the message says what to do.</exception>
    public static NetworkListLocator Open(string path, GeoTraits traits)
    {
        try
        {
            return new NetworkListLocator(NetworkList.Parse(File.ReadLines(path), path), traits);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidOperationException($"UseGeoNetworks(\"{path}\"): {exception.Message} Mend the file or remove the call.", exception);
        }
    }

    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) =>
        NetworkPrefix.TryCut(address, out var prefix) && list.Includes(prefix) ? new GeoPlace { Traits = traits } : default;
}
