using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Capture;

/// <summary>What the headers of a request tell: whether a person navigated, a script fetched, a browser looked ahead.</summary>
internal static class RequestFlags
{
    public static EventFlags Of(HttpContext context, HttpVerb verb, UserAgent agent, bool sameOrigin, bool isForeign, OwnHosts own)
    {
        var headers = context.Request.Headers;
        var flags = agent.IsBot ? EventFlags.Bot : EventFlags.None;
        if (verb is HttpVerb.Head or HttpVerb.Options)
            flags |= EventFlags.Passive;
        var mode = headers["Sec-Fetch-Mode"];
        var isModern = !StringValues.IsNullOrEmpty(mode);
        // What changes something, or carries credentials of its own, is nothing that a browser fetches ahead of need.
        if (verb.IsSafe() && headers.Authorization.Count == 0
            && (Contains(headers["Sec-Purpose"], "prefetch") || (!isModern && Contains(headers["Purpose"], "prefetch"))))
            flags |= EventFlags.Prefetch | EventFlags.Passive;
        if (context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || IsType(context.Response.ContentType, "text/event-stream"))
            flags |= EventFlags.Passive;

        if (!isModern)
        {
            if (Contains(headers.Accept, "text/html") || IsType(context.Response.ContentType, "text/html") || (!verb.IsSafe() && IsForm(context.Request.ContentType)))
                flags |= EventFlags.Navigation;
        }
        else
            flags |= mode == "navigate" ? EventFlags.Navigation : EventFlags.ScriptFetch;

        if ((flags & EventFlags.Navigation) != 0 && verb.IsSafe())
            flags |= EventFlags.Page;
        if ((flags & EventFlags.Prefetch) != 0 || Inducement.Is(context.Request, verb, mode, sameOrigin, isForeign, own))
            flags |= EventFlags.Induced;
        return flags;
    }

    private static bool IsForm(string? contentType) =>
        IsType(contentType, "application/x-www-form-urlencoded") || IsType(contentType, "multipart/form-data");

    private static bool IsType(string? contentType, string type) => contentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Contains(StringValues values, string token)
    {
        foreach (var value in values)
            if (value is not null && value.Contains(token, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
