namespace ServerSessions;

/// <summary>What a network is known for. People behind one of these are not where the network is.</summary>
[Flags]
public enum GeoTraits
{
    /// <summary>Nothing is known against it.</summary>
    None = 0,
    /// <summary>A data centre or cloud.</summary>
    Hosting = 1 << 0,
    /// <summary>A VPN.</summary>
    Vpn = 1 << 1,
    /// <summary>A relay or open proxy: Tor, iCloud Private Relay, a company's secure web gateway.</summary>
    Relay = 1 << 2,
    /// <summary>Satellite or aircraft connectivity, which lands far from its users.</summary>
    Satellite = 1 << 3,
}
