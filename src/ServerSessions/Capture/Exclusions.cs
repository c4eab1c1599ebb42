using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Diagnostics;
using ServerSessions.Requests;

namespace ServerSessions.Capture;

/// <summary>Which requests are no steps of a journey: files, health checks, and what the owner leaves out.</summary>
internal sealed class Exclusions(IEnumerable<string> excludedPaths)
{
    private readonly PathString[] _paths = [.. excludedPaths];

    /// <summary>Why a request is not recorded; null when it is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visit">Its visit.</param>
    /// <param name="endpoint">The endpoint that was meant; null when none was found.</param>
    /// <param name="isOk">Whether the answer is, or is expected to be, a success.</param>
    public ExclusionReason? Of(HttpContext context, Visit visit, EndpointInfo? endpoint, bool isOk)
    {
        // Of the beacon, what was accepted is recorded, and nothing else.
        if (endpoint is { IsDisabled: true } && visit.Browser is null)
            return ExclusionReason.Disabled;
        if (endpoint is { IsHealth: true })
            return ExclusionReason.Health;
        var path = visit.Path;
        foreach (var prefix in _paths)
            if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase) || visit.RoutedPath.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                return ExclusionReason.Path;
        return endpoint is { IsStatic: true } || (endpoint is { IsStaticPage: true } && IsFetched(context.Request)) || (endpoint is null && isOk && StaticPaths.IsFile(path.Value))
            ? ExclusionReason.Static
            : null;
    }

    // Templates that a script loads are files like any other.
    private static bool IsFetched(HttpRequest request) => request.Headers["Sec-Fetch-Mode"] is { Count: > 0 } mode && mode != "navigate";
}
