using Microsoft.AspNetCore.Http;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The headers of every page. No inline script or style is allowed, so data that slipped through encoding could still do nothing.</summary>
internal static class PageHeaders
{
    public const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept";
    }
}
