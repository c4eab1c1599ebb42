using System.Net;
using System.Net.Sockets;
using ServerSessions.Model;

namespace ServerSessions.Testing;

/// <summary>Where a session's requests come from.</summary>
internal sealed record TestOrigin(ulong Network, PlaceCode Place, string Client, string Languages, bool IsIPv6)
{
    public const string DefaultClient = "Firefox 140, Linux, desktop";
    public const string DefaultLanguages = "en";

    public ClientTraits Traits => ClientTraits.Of(1 + (uint)(TestNames.Hash("languages", Languages) % ClientTraits.MaxLanguages), hints: 1, connection: 1, IsIPv6, key: 1);

    /// <summary>A network of its own for each session, so that sources meet only where a test says so.</summary>
    public static TestOrigin Of(string session) => new(TestNames.Hash("network of", session), default, DefaultClient, DefaultLanguages, false);

    public TestOrigin At(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || !NetworkPrefix.TryCut(parsed, out var prefix))
            throw new ArgumentException($"\"{address}\" is no IP address; expected one like \"203.0.113.7\" or \"2001:db8::7\".", nameof(address));
        return this with { Network = prefix, IsIPv6 = parsed is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } };
    }

    public TestOrigin In(string country, double? latitude, double? longitude, bool isRelay)
    {
        if (CountryCode.Of(country) is not (> 0 and var number))
            throw new ArgumentException($"\"{country}\" is no country; expected two letters of ISO 3166-1 such as \"DE\".", nameof(country));
        return this with { Place = PlaceCode.Of(number, latitude, longitude, isRelay) };
    }
}
