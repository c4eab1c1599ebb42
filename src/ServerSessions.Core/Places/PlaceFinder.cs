using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Combines the places of all sources, in the order in which they were added, reduced to what may be stored.</summary>
internal sealed class PlaceFinder(IEnumerable<IGeoLocator> locators, ApplicationFaults faults, TimeProvider? time = null)
{
    /// <summary>Maximum inaccuracy in kilometres of a position that counts for travel.</summary>
    public const int MaxInaccurate = 200;

    private const GeoTraits NotThere = GeoTraits.Hosting | GeoTraits.Vpn | GeoTraits.Relay | GeoTraits.Satellite;

    private readonly IGeoLocator[] _locators = [.. locators];

    // Only for locators of the application, because built-in ones read memory.
    private readonly CallGate?[] _gates =
    [
        .. locators.Select(l => l is IMemoryLocator ? null : new CallGate(PartOf(l), faults, time ?? TimeProvider.System)),
    ];

    /// <summary>Whether any source has positions, and not only traits of networks.</summary>
    public bool HasSource { get; } = locators.Any(l => l is not NetworkListLocator);

    public bool IsEmpty => _locators.Length == 0;

    /// <summary>Whether the place of an address can depend on the request's headers.</summary>
    public bool DependsOnRequest { get; } = locators.Any(l => l is HeaderLocator);

    public PlaceCode Find(IPAddress address, IDictionary<string, StringValues>? headers) => Find(address, headers, out _);

    /// <param name="address">The client's address.</param>
    /// <param name="headers">The request's headers; null where there is no request.</param>
    /// <param name="isComplete">False when a source was skipped because its calls do not return: the result must not be cached.</param>
    public PlaceCode Find(IPAddress address, IDictionary<string, StringValues>? headers, out bool isComplete)
    {
        isComplete = true;
        var country = 0;
        double? latitude = null, longitude = null;
        var traits = GeoTraits.None;
        for (var i = 0; i < _locators.Length; i++)
        {
            if (Call(_locators[i], _gates[i], address, headers) is not { } place)
            {
                isComplete = false;
                continue;
            }

            traits |= place.Traits;
            if (country == 0)
                country = CountryCode.Of(place.Country);
            if (latitude is null && place is { Latitude: { } lat, Longitude: { } lon } && place.AccuracyKilometres is null or <= MaxInaccurate)
                (latitude, longitude) = (lat, lon);
        }

        return PlaceCode.Of(country, latitude, longitude, (traits & NotThere) != 0);
    }

    // If a locator of the application fails, its place is missing, and the request is recorded without it.
    // Returns null when the locator was skipped.
    private GeoPlace? Call(IGeoLocator locator, CallGate? gate, IPAddress address, IDictionary<string, StringValues>? headers)
    {
        var call = default(GatedCall);
        if (gate?.TryEnter(out call) == false)
            return null;
        try
        {
            return locator.Locate(address, headers);
        }
        catch (Exception exception)
        {
            faults.Count(PartOf(locator), exception);
            return default(GeoPlace);
        }
        finally
        {
            gate?.Leave(call);
        }
    }

    private static string PartOf(IGeoLocator locator) => "locator " + locator.GetType().Name;
}
