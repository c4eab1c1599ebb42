using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

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
        if (request.Headers["X-Forwarded-Proto"] is [{ Length: > 0 } forwarded, ..])
            return forwarded.AsSpan().Trim() is var first && first.StartsWith("https", StringComparison.OrdinalIgnoreCase)
                && (first.Length == 5 || first[5] is ',' or ' ');
        // Browsers send fetch metadata to trustworthy addresses only: https, and this machine.
        return request.Headers["Sec-Fetch-Site"].Count > 0 && !IsThisMachine(request.Host.Host);
    }

    private static bool IsThisMachine(ReadOnlySpan<char> host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("127.") || host.SequenceEqual("[::1]");
}
