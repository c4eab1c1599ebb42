using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Requests;

/// <summary>What a browser sends by itself: parts that it loads into a page, beacons, reports. No act of a person.</summary>
internal static class PageParts
{
    public static bool Is(IDictionary<string, StringValues> headers, HttpVerb verb, StringValues mode)
    {
        if (verb.IsSafe())
            return !StringValues.IsNullOrEmpty(mode) && IsPart(headers.Of("Sec-Fetch-Dest"));
        return verb == HttpVerb.Post && (IsBeacon(headers, mode) || IsReport(headers));
    }

    /// <summary>A file that a route of another application's answered a browser without fetch metadata with; one of the application itself is excluded.</summary>
    public static bool IsPassedFile(HttpVerb verb, string path, in AnswerFacts answer) =>
        verb.IsSafe() && StaticPaths.IsFile(path) && answer.Status < 400 && !answer.IsHtml;

    /// <summary>A frame, an object, an image, media: content of a page loads it without a script.</summary>
    public static bool IsPart(StringValues destination) => destination.Count == 1
        && destination[0] is not ("document" or "empty" or "worker" or "sharedworker" or "serviceworker" or "audioworklet" or "paintworklet" or "" or null);

    // Forms navigate and fetch uses CORS unless it says otherwise: sendBeacon and pings are left. Blazor sends its forms so as well.
    private static bool IsBeacon(IDictionary<string, StringValues> headers, StringValues mode) => mode == "no-cors" && !EnhancedNavigation.IsBlazor(headers);

    private static bool IsReport(IDictionary<string, StringValues> headers) => (string?)headers.Of("Content-Type") is { } type
        && (type.StartsWith("application/csp-report", StringComparison.OrdinalIgnoreCase) || type.StartsWith("application/reports+json", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("application/expect-ct-report+json", StringComparison.OrdinalIgnoreCase));
}
