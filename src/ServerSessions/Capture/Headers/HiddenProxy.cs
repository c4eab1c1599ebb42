using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Headers;

/// <summary>
/// Whether a request shows a proxy that passes on neither the visitor's address nor the host: it comes from this machine or a private network, and its
/// browser names a host of its own that is not the one that was asked for. nginx does that with nothing but <c>proxy_pass</c>.
/// </summary>
internal static class HiddenProxy
{
    public static bool Shows(HttpContext context, OwnHosts own)
    {
        var request = context.Request;
        // Browsers write both; the scheme is what the proxy ended.
        if (request.Headers["Sec-Fetch-Site"] != "same-origin" || context.Connection.RemoteIpAddress is not { } from || !IsNear(from))
            return false;
        return Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) && page.Scheme.StartsWith("http", StringComparison.Ordinal)
            && !page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase) && !own.Has(page.Authority);
    }

    // Where proxies are: visitors of a public site come from other networks.
    private static bool IsNear(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
            return true;
        var known = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (known.AddressFamily == AddressFamily.InterNetworkV6)
            return known.IsIPv6UniqueLocal || known.IsIPv6LinkLocal;
        var bytes = known.GetAddressBytes();
        return bytes is [10, ..] or [192, 168, ..] or [169, 254, ..] || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16);
    }
}
