using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Requests;

/// <summary>What the headers of a request show: whether a person navigated, a script fetched, or a browser prefetched or acted by itself.</summary>
internal static class HeaderFlags
{
    // "1" of Next-Router-Prefetch says it by its name.
    private static readonly string[] Ahead = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Sec-Purpose", "X-Moz", "Next-Router-Prefetch"];

    /// <param name="headers">The headers of the request.</param>
    /// <param name="site">Where the request came to, and from which page.</param>
    /// <param name="verb">Its method.</param>
    /// <param name="agent">Its user agent.</param>
    /// <param name="answer">The answer to the request.</param>
    /// <param name="isPage">The endpoint that was meant serves pages by its metadata.</param>
    /// <param name="passedPath">The path, where the endpoint passes requests on to another application; otherwise null.</param>
    public static EventFlags Of(
        IDictionary<string, StringValues> headers, in SiteFacts site, HttpVerb verb, UserAgent agent, in AnswerFacts answer, bool isPage = false, string? passedPath = null)
    {
        var flags = agent.IsBot ? EventFlags.Bot : EventFlags.None;
        if (verb is HttpVerb.Head or HttpVerb.Options)
            flags |= EventFlags.Passive;
        var mode = headers.Of("Sec-Fetch-Mode");
        var isModern = !StringValues.IsNullOrEmpty(mode);
        if (IsFetchedAhead(headers, verb))
            flags |= EventFlags.Prefetch | EventFlags.Passive;

        if (!isModern)
            flags |= Unmarked(headers, verb, answer);
        else if (mode == "navigate")
            flags |= EventFlags.Navigation;
        else
            flags |= EventFlags.ScriptFetch | Fetched(headers, verb, answer, isPage);

        if ((flags & (EventFlags.Navigation | EventFlags.ScriptFetch)) == EventFlags.Navigation && verb.IsSafe())
            flags |= EventFlags.Page;
        if ((flags & EventFlags.Prefetch) != 0 || Inducement.Is(headers, site, verb, mode, answer))
            flags |= EventFlags.Induced;
        if (PageParts.Is(headers, verb, mode)
            || (!isModern && (flags & EventFlags.Navigation) == 0 && passedPath is not null && PageParts.IsPassedFile(verb, passedPath, answer)))
            flags |= EventFlags.Part;
        return flags;
    }

    /// <summary>Whether a browser fetches or renders it ahead of need. A request that changes something, or carries credentials of its own, is never one.</summary>
    public static bool IsFetchedAhead(IDictionary<string, StringValues> headers, HttpVerb verb) => verb.IsSafe() && !headers.Has("Authorization") && IsAhead(headers);

    // An old browser, plain http or a program sends no fetch metadata: the accepted or returned content type shows a page, unless a library marks it as a fragment.
    private static EventFlags Unmarked(IDictionary<string, StringValues> headers, HttpVerb verb, in AnswerFacts answer)
    {
        var isForm = !verb.IsSafe() && IsForm(headers.Of("Content-Type"));
        if (!isForm && !headers.Of("Accept").Contain("text/html") && !answer.IsHtml)
            return EventFlags.None;
        return !isForm && EnhancedNavigation.IsFragment(headers) ? EventFlags.None : EventFlags.Navigation;
    }

    private static EventFlags Fetched(IDictionary<string, StringValues> headers, HttpVerb verb, in AnswerFacts answer, bool isPage)
    {
        if (headers.Of("Sec-Fetch-Dest") is { Count: > 0 } destination && destination != "empty")
            return EventFlags.None;
        if (headers.Of("Sec-Fetch-Site") is { Count: > 0 } site && site != "same-origin")
            return EventFlags.None;
        return EnhancedNavigation.Of(headers, answer, isPage) switch
        {
            Browsing.Navigation => verb.IsSafe() ? EventFlags.Navigation | EventFlags.Page : EventFlags.Navigation,
            Browsing.Page when verb.IsSafe() => EventFlags.Page,
            _ => EventFlags.None,
        };
    }

    private static bool IsAhead(IDictionary<string, StringValues> headers)
    {
        foreach (var name in Ahead)
            if (headers.Of(name) is { Count: > 0 } values
                && (name == "Next-Router-Prefetch" || values.Contain("prefetch") || values.Contain("prerender") || values.Contain("preview")))
                return true;
        return false;
    }

    private static bool IsForm(string? contentType) =>
        IsType(contentType, "application/x-www-form-urlencoded") || IsType(contentType, "multipart/form-data");

    private static bool IsType(string? contentType, string type) => contentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
