using System.Collections.Frozen;

namespace ServerSessions.Requests;

/// <summary>Hosts that are the application's own beside the one that a request names: what browsers show where a proxy changes the host.</summary>
internal sealed class OwnHosts(IEnumerable<string> hosts)
{
    public static readonly OwnHosts None = new([]);

    private readonly FrozenSet<string> _hosts = hosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host, with or without a port, is one of them. A host named without a port matches every port.</summary>
    public bool Has(ReadOnlySpan<char> authority)
    {
        if (_hosts.Count == 0)
            return false;
        var known = _hosts.GetAlternateLookup<ReadOnlySpan<char>>();
        var port = authority.LastIndexOf(':');
        return known.Contains(authority) || (port > authority.LastIndexOf(']') && known.Contains(authority[..port]));
    }
}
