namespace ServerSessions;

/// <summary>Traits of a network. People behind a network with one of these traits are elsewhere.</summary>
[Flags]
public enum GeoTraits
{
    /// <summary>No known trait.</summary>
    None = 0,
    /// <summary>A data centre or cloud.</summary>
    Hosting = 1 << 0,
    /// <summary>A VPN.</summary>
    Vpn = 1 << 1,
    /// <summary>A relay or open proxy: Tor, iCloud Private Relay, a company's secure web gateway.</summary>
    Relay = 1 << 2,
    /// <summary>Satellite or aircraft connectivity, whose ground station is far from its users.</summary>
    Satellite = 1 << 3,
}
