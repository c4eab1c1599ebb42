using System.Net;
using ServerSessions.Model;

namespace ServerSessions.Places;

/// <summary>
/// Networks from a list of CIDR lines, cut to the stored prefix length: a /24 counts as soon as one of its addresses is listed.
/// Two sorted arrays of numbers, 16 bytes for each range of adjacent networks.
/// </summary>
internal sealed class NetworkList
{
    private static readonly char[] Separators = [',', ';', ' ', '\t', '#'];

    private readonly ulong[] _first;
    private readonly ulong[] _last;

    private NetworkList(List<(ulong First, ulong Last)> ranges)
    {
        ranges.Sort();
        var joined = new List<(ulong First, ulong Last)>(ranges.Count);
        foreach (var range in ranges)
            if (joined.Count > 0 && range.First <= joined[^1].Last + 1)
                joined[^1] = (joined[^1].First, Math.Max(joined[^1].Last, range.Last));
            else
                joined.Add(range);
        _first = [.. joined.Select(r => r.First)];
        _last = [.. joined.Select(r => r.Last)];
    }

    /// <summary>Number of ranges of adjacent networks.</summary>
    public int Count => _first.Length;

    /// <param name="lines">A network or an address a line; text after a comma, a space or # is ignored.</param>
    /// <param name="name">Name of the list in errors.</param>
    /// <exception cref="FormatException">A line is no network; the message names it.</exception>
    public static NetworkList Parse(IEnumerable<string> lines, string name)
    {
        var ranges = new List<(ulong, ulong)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.AsSpan().Trim();
            if (text.IndexOfAny(Separators) is >= 0 and var end)
                text = text[..end];
            if (text.IsEmpty)
                continue;
            ranges.Add(Range(text) ?? throw new FormatException(
                $"The list of networks '{name}', line {number}: \"{(text.Length > 64 ? text[..64] : text)}\" is not a network; expected lines like 192.0.2.0/24 or 2001:db8::/32."));
        }

        return new NetworkList(ranges);
    }

    public bool Includes(ulong prefix)
    {
        var at = Array.BinarySearch(_first, prefix);
        return at >= 0 || (~at > 0 && _last[~at - 1] >= prefix);
    }

    private static (ulong First, ulong Last)? Range(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address) || !NetworkPrefix.TryCut(address, out var prefix))
            return null;
        var isV4 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
        var all = isV4 ? 32 : 128;
        var bits = all;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], out bits) || bits < 0 || bits > all))
            return null;
        // ::ffff:0:0/96 and networks in it are stored as IPv4.
        if (!isV4 && address.IsIPv4MappedToIPv6)
            (isV4, bits) = (true, Math.Max(0, bits - 96));
        var kept = isV4 ? NetworkPrefix.V4Bits : NetworkPrefix.V6Bits;
        var free = bits >= kept ? 0UL : (1UL << (kept - bits)) - 1;
        return (prefix & ~free, prefix | free);
    }
}
