using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>What the referrer tells: a page of ours, or the origin of a foreign one; never a path.</summary>
internal static class Referrers
{
    private const int Longest = 512;

    public static (bool SameOrigin, string? Foreign) Of(HttpRequest request)
    {
        var value = request.Headers.Referer;
        if (value.Count != 1 || value[0] is not { Length: > 0 } text)
            return default;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme is not (4 or 5) || !text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return default;
        var host = text.AsSpan(scheme + 3);
        var end = host.IndexOfAny('/', '?', '#');
        if (end >= 0)
            host = host[..end];
        if (host.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase))
            return (true, null);
        // User info in front of a host is somebody's password.
        return host.Contains('@') || host.IsEmpty ? default : (false, Texts.Cut($"{text.AsSpan(0, scheme)}://{host}", Longest));
    }
}
