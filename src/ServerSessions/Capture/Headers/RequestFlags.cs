using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Headers;

/// <summary>What a finished request was: what its headers show, and whether it was a connection.</summary>
internal static class RequestFlags
{
    /// <param name="context">The request, answered.</param>
    /// <param name="verb">Its method.</param>
    /// <param name="agent">Its user agent.</param>
    /// <param name="sameOrigin">The referrer is a page of this site.</param>
    /// <param name="isForeign">The referrer is a page of another site.</param>
    /// <param name="own">Hosts that are this site as well.</param>
    /// <param name="origins">Origins that the application serves by CORS.</param>
    /// <param name="endpoint">The facts of the selected endpoint.</param>
    public static EventFlags Of(
        HttpContext context, HttpVerb verb, UserAgent agent, bool sameOrigin, bool isForeign, OwnHosts own, ServedOrigins origins, EndpointInfo? endpoint = null)
    {
        var (request, response) = (context.Request, context.Response);
        var passesOn = endpoint is { PassesOn: true };
        var flags = HeaderFlags.Of(
            request.Headers, new SiteFacts(request.Host.Value, own, sameOrigin, isForeign), verb, agent,
            new AnswerFacts(response.StatusCode, response.ContentType, response.Headers, response.HasStarted, origins), endpoint?.IsPage == true, passesOn ? request.Path.Value ?? "" : null);
        return Streams.Is(context, endpoint) || (passesOn && PassedConnections.Is(context)) ? flags | EventFlags.Passive | EventFlags.Connection : flags;
    }
}
