using Microsoft.AspNetCore.Http;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Sets the headers of every page. Inline scripts and styles are forbidden, so data that escaped encoding could not run.</summary>
internal static class PageHeaders
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    private const string PolicyWithFrame = Policy + "; frame-src 'self'";

    public static void Write(IHeaderDictionary headers, bool hasFrame)
    {
        headers.ContentSecurityPolicy = hasFrame ? PolicyWithFrame : Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept, Accept-Encoding, Sec-Fetch-Mode, Sec-Fetch-Site";
    }
}
