using System.Net;
using Microsoft.AspNetCore.Http;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Asks the sources, in the order in which they were added, and keeps of their answers what may be kept.</summary>
internal sealed class PlaceFinder(IEnumerable<IGeoLocator> locators, ApplicationFaults faults)
{
    /// <summary>A position that is less certain than this says nothing about travel.</summary>
    public const int MostInaccurate = 200;

    private const GeoTraits NotThere = GeoTraits.Hosting | GeoTraits.Vpn | GeoTraits.Relay | GeoTraits.Satellite;

    private readonly IGeoLocator[] _locators = [.. locators];

    /// <summary>Whether anybody tells where addresses are, and not only what networks are known for.</summary>
    public bool HasSource { get; } = locators.Any(l => l is not NetworkListLocator);

    public bool IsEmpty => _locators.Length == 0;

    /// <summary>Whether the same address can be answered differently by another request's headers.</summary>
    public bool DependsOnRequest { get; } = locators.Any(l => l is HeaderLocator);

    public PlaceCode Find(IPAddress address, IHeaderDictionary? headers)
    {
        var country = 0;
        double? latitude = null, longitude = null;
        var traits = GeoTraits.None;
        foreach (var locator in _locators)
        {
            var place = Ask(locator, address, headers);
            traits |= place.Traits;
            if (country == 0)
                country = CountryCode.Of(place.Country);
            if (latitude is null && place is { Latitude: { } lat, Longitude: { } lon } && place.AccuracyKilometres is null or <= MostInaccurate)
                (latitude, longitude) = (lat, lon);
        }

        return PlaceCode.Of(country, latitude, longitude, (traits & NotThere) != 0);
    }

    // A source of the application's own may fail: then its answer is missing, and the request is recorded without a place.
    private GeoPlace Ask(IGeoLocator locator, IPAddress address, IHeaderDictionary? headers)
    {
        try
        {
            return locator.Locate(address, headers);
        }
        catch (Exception exception)
        {
            faults.Count("locator " + locator.GetType().Name, exception);
            return default;
        }
    }
}
