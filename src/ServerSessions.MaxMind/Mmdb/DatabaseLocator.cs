using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Places.Mmdb;

/// <summary>Places from an MMDB file: country, position and what is known against a network, as the usual databases name them.</summary>
internal sealed class DatabaseLocator : IMemoryLocator
{
    private readonly MmdbFile _file;

    /// <exception cref="InvalidDataException">It is no such database, or something in it is damaged.</exception>
    public DatabaseLocator(byte[] bytes)
    {
        _file = new MmdbFile(bytes);
        // Read as a lookup reads it, so that no request meets what is damaged.
        foreach (var offset in _file.Offsets())
        {
            _file.Data.Skip(offset);
            Read(offset);
        }
    }

    public MmdbMetadata Metadata => _file.Metadata;

    /// <exception cref="InvalidOperationException">The file is not there or is damaged; the message says what to do.</exception>
    public static DatabaseLocator Open(string path)
    {
        try
        {
            return new DatabaseLocator(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidOperationException($"UseGeoDatabase(\"{path}\"): {exception.Message} Give the path of a MaxMind DB file (.mmdb), or remove the call.", exception);
        }
    }

    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers) => _file.TryFind(address, out var offset) ? Read(offset) : default;

    private GeoPlace Read(int offset)
    {
        var data = _file.Data;
        var country = CountryAt(data, offset, "country"u8);
        if (country == 0)
            country = CountryAt(data, offset, "registered_country"u8);
        if (country == 0 && data.TryFind(offset, "country_code"u8, out var code))
            country = CountryCode.Of(data.Text(code));
        var traits = Traits(data, offset);
        if (data.TryFind(offset, "traits"u8, out var within))
            traits |= Traits(data, within);
        double? latitude = null, longitude = null;
        int? accuracy = null;
        if (data.TryFind(offset, "location"u8, out var location))
        {
            latitude = data.TryFind(location, "latitude"u8, out var lat) ? data.Double(lat) : null;
            longitude = data.TryFind(location, "longitude"u8, out var lon) ? data.Double(lon) : null;
            accuracy = data.TryFind(location, "accuracy_radius"u8, out var radius) ? (int)Math.Min(data.Unsigned(radius), int.MaxValue) : null;
        }

        return new GeoPlace { Country = CountryCode.Text(country), Latitude = latitude, Longitude = longitude, AccuracyKilometres = accuracy, Traits = traits };
    }

    // A map with iso_code (MaxMind, DB-IP), or the code itself.
    private static int CountryAt(MmdbData data, int offset, ReadOnlySpan<byte> key) =>
        !data.TryFind(offset, key, out var country) ? 0
        : data.TryFind(country, "iso_code"u8, out var code) ? CountryCode.Of(data.Text(code))
        : data.At(country).Type == MmdbType.Text ? CountryCode.Of(data.Text(country))
        : 0;

    private static GeoTraits Traits(MmdbData data, int offset) =>
        (IsSet(data, offset, "is_hosting_provider"u8) ? GeoTraits.Hosting : 0)
        | (IsSet(data, offset, "is_anonymous_vpn"u8) ? GeoTraits.Vpn : 0)
        | (IsSet(data, offset, "is_anonymous"u8) || IsSet(data, offset, "is_public_proxy"u8) || IsSet(data, offset, "is_tor_exit_node"u8)
            || IsSet(data, offset, "is_residential_proxy"u8) || IsSet(data, offset, "is_anonymous_proxy"u8)
            ? GeoTraits.Relay : 0)
        | (IsSet(data, offset, "is_satellite_provider"u8) ? GeoTraits.Satellite : 0);

    private static bool IsSet(MmdbData data, int offset, ReadOnlySpan<byte> key) => data.TryFind(offset, key, out var at) && data.Boolean(at);
}
