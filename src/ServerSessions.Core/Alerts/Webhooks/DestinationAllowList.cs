using System.Net;

namespace ServerSessions.Alerts.Webhooks;

/// <summary>Destinations that may be reached although they are not public: networks, addresses, host names.</summary>
internal sealed class DestinationAllowList
{
    private readonly List<IPNetwork> _networks = [];
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public DestinationAllowList(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
            if (TryNetwork(entry, out var network)) _networks.Add(network);
            else _hosts.Add(Plain(entry));
    }

    public bool HasHost(string host) => _hosts.Contains(Plain(host));

    public bool HasAddress(IPAddress address)
    {
        var plain = AddressRules.Unmap(address);
        return _networks.Exists(network => network.Contains(plain));
    }

    /// <summary>Returns what is wrong with an entry; null when it is valid.</summary>
    public static string? Check(string? entry) =>
        !string.IsNullOrWhiteSpace(entry) && (TryNetwork(entry, out _) || Uri.CheckHostName(Plain(entry)) == UriHostNameType.Dns)
            ? null
            : $"AllowedDestinations has '{entry}'; expected is an address (10.1.2.3), a network without host bits (10.1.0.0/16) or a host name.";

    private static bool TryNetwork(string entry, out IPNetwork network)
    {
        // Host bits would be cut off silently, which would allow more than was written.
        if (IPNetwork.TryParse(entry, out network)) return entry.StartsWith($"{network.BaseAddress}/", StringComparison.OrdinalIgnoreCase);
        if (!IPAddress.TryParse(entry, out var address)) return false;
        address = AddressRules.Unmap(address);
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }

    private static string Plain(string host) => host.TrimEnd('.');
}
