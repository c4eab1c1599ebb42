using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>Where the simulated networks are: everybody lives around one city but attackers, hotels and a VPN that is known as one.</summary>
internal static class SimulatedPlaces
{
    private static readonly PlaceCode Home = PlaceCode.Of(CountryCode.Of("DE"), 52.5, 13.4, isRelay: false);
    private static readonly PlaceCode Hotel = PlaceCode.Of(CountryCode.Of("JP"), 35.7, 139.7, isRelay: false);
    private static readonly PlaceCode Attackers = PlaceCode.Of(CountryCode.Of("BR"), -23.5, -46.6, isRelay: false);
    private static readonly PlaceCode Vpn = PlaceCode.Of(CountryCode.Of("US"), 38.9, -77.0, isRelay: true);

    public static PlaceCode Of(string address) =>
        address.StartsWith("192.0.2.", StringComparison.Ordinal) ? Hotel
        : address == "203.0.113.240" ? Vpn
        : address.StartsWith("240.", StringComparison.Ordinal) || address.StartsWith("198.51.100.", StringComparison.Ordinal) ? Attackers
        : Home;
}
