using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Headers;

/// <summary>What the headers of a request tell: whether a person navigated, a script fetched, a browser looked ahead or acted by itself.</summary>
internal static class RequestFlags
{
    // "1" of Next-Router-Prefetch says it by its name.
    private static readonly string[] Ahead = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Sec-Purpose", "X-Moz", "Next-Router-Prefetch"];

    /// <param name="context">The request, answered.</param>
    /// <param name="verb">Its method.</param>
    /// <param name="agent">Its user agent.</param>
    /// <param name="sameOrigin">The referrer is a page of this site.</param>
    /// <param name="isForeign">The referrer is a page of another site.</param>
    /// <param name="own">Hosts that are this site as well.</param>
    /// <param name="endpoint">What is known of the endpoint that was meant.</param>
    public static EventFlags Of(HttpContext context, HttpVerb verb, UserAgent agent, bool sameOrigin, bool isForeign, OwnHosts own, EndpointInfo? endpoint = null)
    {
        var headers = context.Request.Headers;
        var flags = agent.IsBot ? EventFlags.Bot : EventFlags.None;
        if (verb is HttpVerb.Head or HttpVerb.Options)
            flags |= EventFlags.Passive;
        var mode = headers["Sec-Fetch-Mode"];
        var isModern = !StringValues.IsNullOrEmpty(mode);
        // What changes something, or carries credentials of its own, is nothing that a browser fetches ahead of need.
        if (verb.IsSafe() && headers.Authorization.Count == 0 && IsAhead(headers))
            flags |= EventFlags.Prefetch | EventFlags.Passive;
        if (Streams.Is(context, endpoint) || (endpoint is { PassesOn: true } && PassedConnections.Is(context)))
            flags |= EventFlags.Passive | EventFlags.Connection;

        if (!isModern)
            flags |= Unmarked(context, verb);
        else if (mode == "navigate")
            flags |= EventFlags.Navigation;
        else
            flags |= EventFlags.ScriptFetch | Fetched(context, verb, endpoint?.IsPage == true);

        if ((flags & (EventFlags.Navigation | EventFlags.ScriptFetch)) == EventFlags.Navigation && verb.IsSafe())
            flags |= EventFlags.Page;
        if ((flags & EventFlags.Prefetch) != 0 || Inducement.Is(context.Request, verb, mode, sameOrigin, isForeign, own))
            flags |= EventFlags.Induced;
        if (PageParts.Is(context.Request, verb, mode)
            || (!isModern && (flags & EventFlags.Navigation) == 0 && endpoint is { PassesOn: true } && PageParts.IsPassedFile(context, verb)))
            flags |= EventFlags.Part;
        return flags;
    }

    // An old browser, plain http, a program: what was asked for or answered tells a page, unless a library says that it is a piece of one.
    private static EventFlags Unmarked(HttpContext context, HttpVerb verb)
    {
        var isForm = !verb.IsSafe() && IsForm(context.Request.ContentType);
        if (!isForm && !Contains(context.Request.Headers.Accept, "text/html") && !IsType(context.Response.ContentType, "text/html"))
            return EventFlags.None;
        return !isForm && EnhancedNavigation.IsFragment(context.Request.Headers) ? EventFlags.None : EventFlags.Navigation;
    }

    private static EventFlags Fetched(HttpContext context, HttpVerb verb, bool isPage)
    {
        var headers = context.Request.Headers;
        if (headers["Sec-Fetch-Dest"] is { Count: > 0 } destination && destination != "empty")
            return EventFlags.None;
        if (headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin")
            return EventFlags.None;
        return EnhancedNavigation.Of(context, isPage) switch
        {
            Browsing.Navigation => verb.IsSafe() ? EventFlags.Navigation | EventFlags.Page : EventFlags.Navigation,
            Browsing.Page when verb.IsSafe() => EventFlags.Page,
            _ => EventFlags.None,
        };
    }

    private static bool IsAhead(IHeaderDictionary headers)
    {
        foreach (var name in Ahead)
            if (headers[name] is { Count: > 0 } values
                && (name == "Next-Router-Prefetch" || Contains(values, "prefetch") || Contains(values, "prerender") || Contains(values, "preview")))
                return true;
        return false;
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
