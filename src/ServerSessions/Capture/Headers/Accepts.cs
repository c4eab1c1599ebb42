using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerSessions.Capture.Headers;

/// <summary>The content types that a client prefers.</summary>
internal static class Accepts
{
    /// <summary>Whether text/html is named and preferred over JSON; <c>*/*</c> alone is a program.</summary>
    public static bool Html(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out var accepted))
            return false;
        var (html, json) = (0d, 0d);
        foreach (var type in accepted)
        {
            var quality = type.Quality ?? 1;
            if (type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
                html = Math.Max(html, quality);
            else if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                json = Math.Max(json, quality);
        }

        return html > 0 && html >= json;
    }
}
