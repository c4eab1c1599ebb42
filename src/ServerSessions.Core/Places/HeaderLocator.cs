using System.Globalization;
using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Reads places from the headers of a content delivery network.</summary>
internal sealed class HeaderLocator(GeoHeaders names) : IMemoryLocator
{
    // Cloudflare's codes for Tor and for an unknown country; neither is a country.
    private const string Tor = "T1";
    private const string Unknown = "XX";

    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers)
    {
        if (headers is null || !headers.TryGetValue(names.Country, out var given) || given.ToString() is not { Length: > 0 } country)
            return default;
        if (country == Tor)
            return new GeoPlace { Traits = GeoTraits.Relay };
        var number = country == Unknown ? 0 : CountryCode.Of(country);
        return new GeoPlace
        {
            Country = CountryCode.Text(number),
            Latitude = Degrees(headers, names.Latitude),
            Longitude = Degrees(headers, names.Longitude),
        };
    }

    private static double? Degrees(IDictionary<string, StringValues> headers, string? name) =>
        name is not null && headers.TryGetValue(name, out var given) && double.TryParse(given.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees)
            ? degrees
            : null;
}
