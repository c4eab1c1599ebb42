using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>
/// Compresses a page unless another site may have chosen its query. The length of a compressed page shows whether the query repeats a text of the page, so a site
/// that sends an administrator's browser to chosen addresses, with someone who sees the lengths, could guess that text letter by letter.
/// </summary>
internal static class PageCompression
{
    /// <summary>Compresses the page for the browser's own navigation from a page of this origin or from its address bar; returns it unchanged otherwise.</summary>
    public static byte[] Apply(HttpContext context, byte[] page)
    {
        if (!IsOwnNavigation(context.Request.Headers) || !AcceptsGzip(context.Request.Headers))
            return page;
        context.Response.Headers.ContentEncoding = "gzip";
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(page);
        return compressed.ToArray();
    }

    // The page's reload of itself is no navigation: its address may be one that another site opened.
    private static bool IsOwnNavigation(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Mode"] == "navigate" && headers["Sec-Fetch-Site"].ToString() is "same-origin" or "none";

    private static bool AcceptsGzip(IHeaderDictionary headers) =>
        StringWithQualityHeaderValue.TryParseList(headers.AcceptEncoding, out var accepted) && accepted.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality != 0);
}
