using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ServerSessions.Cli.Logs.Fields;

/// <summary>Addresses as logs write them: with a port, in brackets or quotes, or several in the order of the proxies.</summary>
internal static class AddressText
{
    private const int MaxAddressLength = 64;

    /// <summary>
    /// The client's address of a list: the first public one, else the first. Proxies append on the right, so the first is the one that the first
    /// proxy saw; a private one before it is the client's inside of a company. Null when the text holds no address.
    /// </summary>
    public static IPAddress? Client(ReadOnlySpan<byte> text)
    {
        IPAddress? first = null;
        foreach (var range in text.Split((byte)','))
        {
            if (One(text[range]) is not { } address)
                continue;
            if (!IsPrivate(address))
                return address;
            first ??= address;
        }

        return first;
    }

    /// <summary>Whether an address is one of a network of one's own: private, loopback, link-local or of a carrier's translation.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out var length))
            return false;
        if (length == 4)
            return bytes[0] is 10 or 127 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 169 && bytes[1] == 254) || (bytes[0] == 100 && bytes[1] is >= 64 and < 128);
        return IPAddress.IsLoopback(address) || (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80);
    }

    /// <summary>The port of an address; -1 when the text has none, or is a list.</summary>
    public static int Port(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\"'"u8);
        var colon = text.LastIndexOf((byte)':');
        var hasPort = text.StartsWith("["u8) ? colon > 0 && text[colon - 1] == ']' : colon > 0 && text.IndexOf((byte)':') == colon;
        return hasPort && !text.Contains((byte)',') && Utf8Parser.TryParse(text[(colon + 1)..], out int port, out var used) && used == text.Length - colon - 1 ? port : -1;
    }

    // "1.2" and "7" are addresses to the runtime; no log writes them so, and they would be any number.
    private static IPAddress? One(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\"'"u8);
        if (text.StartsWith("["u8))
        {
            var end = text.IndexOf((byte)']');
            return end > 0 && (end == text.Length - 1 || text[end + 1] == ':') ? V6(text[1..end]) : null;
        }

        var colon = text.IndexOf((byte)':');
        if (colon < 0 || text.LastIndexOf((byte)':') == colon)
            return V4(colon < 0 ? text : text[..colon]);
        return V6(text);
    }

    private static IPAddress? V4(ReadOnlySpan<byte> text) =>
        text.Length is >= 7 and <= 15 && text.Count((byte)'.') == 3 && !text.ContainsAnyExcept("0123456789."u8) && !HasOctal(text)
        && IPAddress.TryParse(Encoding.ASCII.GetString(text), out var address)
            ? address
            : null;

    // The runtime reads "010.1.2.3" as 8.1.2.3, other software as 10.1.2.3: a sender could be either, or hide as the other.
    private static bool HasOctal(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.Split((byte)'.'))
            if (text[range] is [(byte)'0', _, ..])
                return true;
        return false;
    }

    private static IPAddress? V6(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxAddressLength || (text.Contains((byte)'.') && HasOctal(text[(text.LastIndexOf((byte)':') + 1)..])) || !IPAddress.TryParse(Encoding.ASCII.GetString(text), out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            return null;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
