using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Capture.Cookies;

/// <summary>
/// Whether the browser reached the site by https, also where a proxy ended TLS and the forwarded headers are not configured. A client that forges these
/// headers gets a Secure cookie that it may keep or not, and nothing else.
/// </summary>
internal static class PublicScheme
{
    public static bool IsHttps(HttpRequest request)
    {
        if (request.IsHttps)
            return true;
        // The first value is what the outermost proxy saw.
        if (First(request.Headers["X-Forwarded-Proto"]).Equals("https", StringComparison.OrdinalIgnoreCase))
            return true;
        // A gateway behind the proxy that ended TLS says "http" of its own way. Browsers send fetch metadata to trustworthy addresses only: https, and this machine.
        return request.Headers["Sec-Fetch-Site"].Count > 0 && !IsThisMachine(Host(request));
    }

    // The host that the browser shows: a gateway may ask by the address of what stands behind it.
    private static ReadOnlySpan<char> Host(HttpRequest request) =>
        First(request.Headers["X-Forwarded-Host"]) is { IsEmpty: false } forwarded ? new HostString(forwarded.ToString()).Host : request.Host.Host;

    private static ReadOnlySpan<char> First(StringValues values)
    {
        var first = values is [{ } text, ..] ? text.AsSpan() : default;
        return (first.IndexOf(',') is >= 0 and var end ? first[..end] : first).Trim();
    }

    private static bool IsThisMachine(ReadOnlySpan<char> host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("127.") || host.SequenceEqual("[::1]");
}
