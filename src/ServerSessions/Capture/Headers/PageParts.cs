using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Headers;

/// <summary>What a browser sends by itself: parts that it loads into a page, beacons, reports. No act of a person.</summary>
internal static class PageParts
{
    public static bool Is(HttpRequest request, HttpVerb verb, StringValues mode)
    {
        if (verb.IsSafe())
            return !StringValues.IsNullOrEmpty(mode) && IsPart(request.Headers["Sec-Fetch-Dest"]);
        return verb == HttpVerb.Post && (IsBeacon(request, mode) || IsReport(request));
    }

    /// <summary>A file that a route of another application's answered a browser without fetch metadata with; one of the application itself is excluded.</summary>
    /// <param name="context">The request, answered.</param>
    /// <param name="verb">Its method.</param>
    public static bool IsPassedFile(HttpContext context, HttpVerb verb) =>
        verb.IsSafe() && StaticPaths.IsFile(context.Request.Path.Value) && context.Response.StatusCode < StatusCodes.Status400BadRequest
        && context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true;

    /// <summary>A frame, an object, an image, media: content of a page loads it without a script.</summary>
    public static bool IsPart(StringValues destination) => destination.Count == 1
        && destination[0] is not ("document" or "empty" or "worker" or "sharedworker" or "serviceworker" or "audioworklet" or "paintworklet" or "" or null);

    // Forms navigate and fetch uses CORS unless it says otherwise: sendBeacon and pings are left. Blazor sends its forms so as well.
    private static bool IsBeacon(HttpRequest request, StringValues mode) => mode == "no-cors" && !EnhancedNavigation.IsBlazor(request.Headers);

    private static bool IsReport(HttpRequest request) => request.ContentType is { } type
        && (type.StartsWith("application/csp-report", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/reports+json", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/expect-ct-report+json", StringComparison.OrdinalIgnoreCase));
}
