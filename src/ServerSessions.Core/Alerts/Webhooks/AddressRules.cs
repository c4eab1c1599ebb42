using System.Net;
using System.Net.Sockets;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>
/// Decides which addresses a webhook may reach: those of the public internet, by the special-purpose registries (RFC 6890 and successors).
/// </summary>
internal static class AddressRules
{
    private static readonly IPNetwork[] Blocked =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:10::/28", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    public static bool IsBlocked(IPAddress address)
    {
        var plain = Unmap(address);
        foreach (var network in Blocked)
            if (network.Contains(plain)) return true;
        return false;
    }

    /// <summary>
    /// The IPv4 address inside ::ffff:a.b.c.d (mapped), ::a.b.c.d (compatible) and ::ffff:0:a.b.c.d (translated); any other without its scope.
    /// </summary>
    public static IPAddress Unmap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var embedded = bytes[..8].IndexOfAnyExcept((byte)0) < 0
            && bytes[8..12] is [0, 0, 0, 0] or [0, 0, 0xFF, 0xFF] or [0xFF, 0xFF, 0, 0];
        return new IPAddress(embedded ? bytes[12..] : bytes);
    }
}
