using ServerSessions.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Capture.Headers;

/// <summary>
/// Whether a browser had to withhold cookies that are SameSite=Lax: a form that another site sends, in the whole window or in a frame. A link carries
/// them, and a script's call is its own client.
/// </summary>
internal static class CrossSiteForms
{
    public static bool Is(HttpRequest request, HttpVerb verb, OwnHosts own)
    {
        if (verb.IsSafe() || request.Headers.Authorization.Count > 0)
            return false;
        var mode = request.Headers["Sec-Fetch-Mode"];
        if (!StringValues.IsNullOrEmpty(mode) && mode != "navigate" && mode != "no-cors")
            return false;
        var site = request.Headers["Sec-Fetch-Site"];
        return StringValues.IsNullOrEmpty(site) ? Inducement.HasForeignOrigin(request.Headers, request.Host.Value, own) : site == "cross-site";
    }
}
