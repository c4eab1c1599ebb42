using Microsoft.AspNetCore.Http;

namespace ServerSessions.Beacon;

/// <summary>Whether a script of a page of this application sent a request. A browser says where a POST comes from; what says nothing is no page of ours.</summary>
internal static class PageOrigin
{
    public static bool IsOwn(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site == "same-origin"
        : string.Equals(request.Headers.Origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
