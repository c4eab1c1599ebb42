using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>
/// What the referrer says: a page of ours, or the origin of a foreign one; never a path. <c>Sec-Fetch-Site: same-origin</c> makes it no foreign one, as where a
/// proxy changes the host; rules still go by the host alone, because a client can write both headers.
/// </summary>
internal static class Referrers
{
    private const int MaxLength = 512;

    public static (bool SameOrigin, string? Foreign) Of(IDictionary<string, StringValues> headers, string? requestHost, OwnHosts own)
    {
        var value = headers.Of("Referer");
        if (value.Count != 1 || value[0] is not { Length: > 0 } text)
            return default;
        if (!text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return default;
        var scheme = text.AsSpan(4).StartsWith("://") ? 4 : text.AsSpan(4).StartsWith("s://", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
        if (scheme == 0)
            return default;
        var host = text.AsSpan(scheme + 3);
        if (SiteHost.Begins(host, isHttps: scheme == 5, requestHost))
            return (true, null);
        var end = host.IndexOfAny('/', '?', '#');
        if (end >= 0)
            host = host[..end];
        // User info in front of a host contains a password.
        if (host.Contains('@') || host.IsEmpty)
            return default;
        if (own.Has(host))
            return (true, null);
        return headers.Of("Sec-Fetch-Site") == "same-origin" ? default : (false, Texts.Cut($"{text.AsSpan(0, scheme)}://{host}", MaxLength));
    }
}
