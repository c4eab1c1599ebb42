using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Diagnostics;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>Asks the sources, in the order in which they were added, and keeps of their answers what may be kept.</summary>
internal sealed class PlaceFinder(IEnumerable<IGeoLocator> locators, ApplicationFaults faults, TimeProvider? time = null)
{
    /// <summary>A position that is less certain than this says nothing about travel.</summary>
    public const int MostInaccurate = 200;

    private const GeoTraits NotThere = GeoTraits.Hosting | GeoTraits.Vpn | GeoTraits.Relay | GeoTraits.Satellite;

    private readonly IGeoLocator[] _locators = [.. locators];

    // Of the application's own only: ours look into memory.
    private readonly CallGate?[] _gates =
    [
        .. locators.Select(l => l is IMemoryLocator ? null : new CallGate(PartOf(l), faults, time ?? TimeProvider.System)),
    ];

    /// <summary>Whether anybody tells where addresses are, and not only what networks are known for.</summary>
    public bool HasSource { get; } = locators.Any(l => l is not NetworkListLocator);

    public bool IsEmpty => _locators.Length == 0;

    /// <summary>Whether the same address can be answered differently by another request's headers.</summary>
    public bool DependsOnRequest { get; } = locators.Any(l => l is HeaderLocator);

    public PlaceCode Find(IPAddress address, IDictionary<string, StringValues>? headers) => Find(address, headers, out _);

    /// <param name="address">The client's address.</param>
    /// <param name="headers">The request's headers; null where there is no request.</param>
    /// <param name="isComplete">False when a source was skipped because its calls do not return: the answer must not be remembered.</param>
    public PlaceCode Find(IPAddress address, IDictionary<string, StringValues>? headers, out bool isComplete)
    {
        isComplete = true;
        var country = 0;
        double? latitude = null, longitude = null;
        var traits = GeoTraits.None;
        for (var i = 0; i < _locators.Length; i++)
        {
            if (Ask(_locators[i], _gates[i], address, headers) is not { } place)
            {
                isComplete = false;
                continue;
            }

            traits |= place.Traits;
            if (country == 0)
                country = CountryCode.Of(place.Country);
            if (latitude is null && place is { Latitude: { } lat, Longitude: { } lon } && place.AccuracyKilometres is null or <= MostInaccurate)
                (latitude, longitude) = (lat, lon);
        }

        return PlaceCode.Of(country, latitude, longitude, (traits & NotThere) != 0);
    }

    // A source of the application's own may fail: then its answer is missing, and the request is recorded without a place.
    // Null when it was skipped.
    private GeoPlace? Ask(IGeoLocator locator, CallGate? gate, IPAddress address, IDictionary<string, StringValues>? headers)
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
