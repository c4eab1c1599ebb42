using System.Net;
using MaxMind.Db;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Places from an MMDB file: country, position and what is known against a network, as the usual databases name them.</summary>
internal sealed class DatabaseLocator : IMemoryLocator, IDisposable
{
    private readonly Reader _reader;

    private DatabaseLocator(Reader reader) => _reader = reader;

    /// <summary>Reads a file into memory.</summary>
    /// <exception cref="InvalidDataException">It is no such database; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DatabaseLocator Read(string path)
    {
        try
        {
            return new DatabaseLocator(new Reader(path, FileAccessMode.Memory));
        }
        catch (Exception exception) when (exception is not (IOException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"It is no MaxMind DB file, or it was cut off: {exception.Message}", exception);
        }
    }

    /// <exception cref="InvalidOperationException">The file is not there or is no such database; the message says what to do.</exception>
    public static DatabaseLocator Open(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InvalidOperationException($"UseGeoDatabase(\"{path}\"): {exception.Message} Give the path of a MaxMind DB file (.mmdb), or remove the call.", exception);
        }
    }

    public GeoPlace Locate(IPAddress address, IDictionary<string, StringValues>? headers)
    {
        var asked = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (_reader.Metadata.IPVersion == 4 && asked.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
            return default;
        return _reader.Find<Dictionary<string, object>>(asked) is { } found ? Place(found) : default;
    }

    public void Dispose() => _reader.Dispose();

    private static GeoPlace Place(Dictionary<string, object> found)
    {
        var country = Country(found, "country");
        if (country == 0)
            country = Country(found, "registered_country");
        if (country == 0)
            country = CountryCode.Of(found.GetValueOrDefault("country_code") as string);
        var traits = Traits(found);
        if (found.GetValueOrDefault("traits") is Dictionary<string, object> within)
            traits |= Traits(within);
        var location = found.GetValueOrDefault("location") as Dictionary<string, object>;
        return new GeoPlace
        {
            Country = CountryCode.Text(country),
            Latitude = Number(location, "latitude"),
            Longitude = Number(location, "longitude"),
            AccuracyKilometres = (int?)Number(location, "accuracy_radius"),
            Traits = traits,
        };
    }

    // A map with iso_code (MaxMind, DB-IP), or the code itself.
    private static int Country(Dictionary<string, object> found, string key) => found.GetValueOrDefault(key) switch
    {
        Dictionary<string, object> country => CountryCode.Of(country.GetValueOrDefault("iso_code") as string),
        string code => CountryCode.Of(code),
        _ => 0,
    };

    private static double? Number(Dictionary<string, object>? found, string key) =>
        found?.GetValueOrDefault(key) is IConvertible value and not string and not bool ? value.ToDouble(null) : null;

    private static GeoTraits Traits(Dictionary<string, object> found) =>
        (IsSet(found, "is_hosting_provider") ? GeoTraits.Hosting : 0)
        | (IsSet(found, "is_anonymous_vpn") ? GeoTraits.Vpn : 0)
        | (IsSet(found, "is_anonymous") || IsSet(found, "is_public_proxy") || IsSet(found, "is_tor_exit_node")
            || IsSet(found, "is_residential_proxy") || IsSet(found, "is_anonymous_proxy")
            ? GeoTraits.Relay : 0)
        | (IsSet(found, "is_satellite_provider") ? GeoTraits.Satellite : 0);

    private static bool IsSet(Dictionary<string, object> found, string key) => found.GetValueOrDefault(key) is true;
}
