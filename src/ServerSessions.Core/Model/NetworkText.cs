using System.Net;

namespace ServerSessions.Model;

/// <summary>A network in CIDR notation, as settings write it.</summary>
internal static class NetworkText
{
    /// <summary>
    /// What is expected in place of a text; null when it is a network. The runtime cuts the bits of a host off and reads leading zeros as octal numbers, so that
    /// another network than the one that was written would count.
    /// </summary>
    public static string? Fault(string text)
    {
        const string Form = "expected a network with the length of its prefix: 10.0.0.0/8, 192.0.2.7/32, fd00::/8.";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IPNetwork.TryParse(text, out var network) || !IPAddress.TryParse(text.AsSpan(0, slash), out var address) || HasLeadingZero(text.AsSpan(0, slash)))
            return Form;
        return address.Equals(network.BaseAddress) ? null : $"expected {network}, the network that {address} is in, or {address}/{(address.GetAddressBytes().Length * 8)}, the address alone.";
    }

    private static bool HasLeadingZero(ReadOnlySpan<char> address)
    {
        if (address.Contains(':'))
            return false;
        foreach (var range in address.Split('.'))
            if (address[range] is ['0', _, ..])
                return true;
        return false;
    }
}
