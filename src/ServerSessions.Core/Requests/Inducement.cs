using Microsoft.Extensions.Primitives;
using ServerSessions.Model;

namespace ServerSessions.Requests;

/// <summary>
/// Whether another page, or content in a page of this site, can have made a browser send a request. Browsers write these headers, pages cannot; a
/// client that forges them is judged by its source.
/// </summary>
internal static class Inducement
{
    private const string CrossSite = "cross-site";
    private const string SameSite = "same-site";

    // Credentials that browsers add by themselves, or take from an address ("https://user:secret@…").
    private static readonly string[] Ambient = ["Basic", "Digest", "Negotiate", "NTLM"];

    public static bool Is(IDictionary<string, StringValues> headers, in SiteFacts facts, HttpVerb verb, StringValues mode, in AnswerFacts answer) =>
        Presents(headers, facts, verb, mode, answer) && !CarriesToken(headers.Of("Authorization"));

    // Only a script that has the token sends one, and across sites only one that this site has let in by CORS.
    private static bool CarriesToken(StringValues authorization)
    {
        if (authorization.Count != 1 || authorization[0] is not { } text)
            return false;
        var scheme = text.IndexOf(' ', StringComparison.Ordinal);
        if (scheme <= 0)
            return false;
        foreach (var ambient in Ambient)
            if (text.AsSpan(0, scheme).Equals(ambient, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }

    private static bool Presents(IDictionary<string, StringValues> headers, in SiteFacts facts, HttpVerb verb, StringValues mode, in AnswerFacts answer)
    {
        // Images, styles, media, pings: scripts of a page do not fetch so unless they ask for it, as Blazor's does.
        if (mode == "no-cors" && !EnhancedNavigation.IsBlazor(headers))
            return true;
        var site = headers.Of("Sec-Fetch-Site");
        if (site == CrossSite)
            return true;
        if (site == SameSite)
        {
            // A page of a sibling site navigates, sends a form, or fetches: a browser sends a simple request with its cookies before it learns whether CORS allows it. Only
            // the scripts of an origin that this site serves by CORS are its own clients.
            if (mode != "cors" || answer.Origins?.Has(headers.Of("Origin"), answer.Headers.Of("Access-Control-Allow-Origin"), answer.IsSent) != true)
                return true;
        }
        else if (site != "same-origin" && site != "none" && (facts.IsForeign || (!facts.SameOrigin && HasForeignOrigin(headers, facts.Host, facts.Own))))
            return true;

        return verb.IsSafe() && PageParts.IsPart(headers.Of("Sec-Fetch-Dest"));
    }

    /// <summary>Whether the request names an origin that is not this site.</summary>
    public static bool HasForeignOrigin(IDictionary<string, StringValues> headers, string? host, OwnHosts own)
    {
        var origin = headers.Of("Origin");
        if (origin.Count != 1 || origin[0] is not { Length: > 0 } text)
            return false;
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0
            || (!SiteHost.Begins(text.AsSpan(scheme + 3), isHttps: text.StartsWith("https:", StringComparison.OrdinalIgnoreCase), host) && !own.Has(text.AsSpan(scheme + 3)));
    }
}
