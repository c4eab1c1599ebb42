using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ServerSessions.Capture.Cookies;

/// <summary>
/// Which answers a cache may store and give to another visitor: by their headers (RFC 9111), or because the output cache of the application is about to keep them.
/// Such an answer carries no cookie of ours.
/// </summary>
internal static class SharedAnswers
{
    private const string Private = "private";

    // What delivery networks obey instead of Cache-Control (RFC 9213).
    private static readonly string[] Targeted = ["CDN-Cache-Control", "Cloudflare-CDN-Cache-Control", "Surrogate-Control", "Vercel-CDN-Cache-Control"];

    /// <summary>Whether the answer may be stored.</summary>
    /// <param name="context">The request.</param>
    /// <param name="server">What bodies were written to when the request came, before any cache stood in between; null when that is not known.</param>
    public static bool MayBeStored(HttpContext context, object? server) =>
        IsKeptByOutputCache(context, server)
        || context.Response.StatusCode == StatusCodes.Status304NotModified
        || MayBeStored(context.Response.Headers);

    /// <summary>Says that the answer is for this visitor alone, as an answer with a cookie is. Changes nothing where it says so already.</summary>
    public static void MakePrivate(IHeaderDictionary headers)
    {
        if (!IsPrivate(headers.CacheControl, out _))
            headers.CacheControl = StringValues.Concat(headers.CacheControl, Private);
    }

    /// <summary>Says that no cache may store the answer, whatever it said before, and removes what delivery networks would obey instead.</summary>
    public static void Withdraw(IHeaderDictionary headers, string cacheControl)
    {
        headers.CacheControl = cacheControl;
        foreach (var name in Targeted)
            headers.Remove(name);
    }

    // An answer out of the cache is written straight to the server; one that is being stored goes through the cache's stream.
    private static bool IsKeptByOutputCache(HttpContext context, object? server) =>
        context.Features[typeof(IOutputCacheFeature)] is IOutputCacheFeature { Context: { EnableOutputCaching: true, AllowCacheStorage: true } }
        && !(server is not null && context.Response.Headers.Age.Count > 0 && ReferenceEquals(context.Features[typeof(IHttpResponseBodyFeature)], server));

    private static bool MayBeStored(IHeaderDictionary headers)
    {
        foreach (var name in Targeted)
            if (headers.TryGetValue(name, out var targeted) && targeted.Count > 0 && !IsPrivate(targeted, out _))
                return true;
        if (IsPrivate(headers.CacheControl, out var control))
            return false;
        if (control is not null)
            return control.Public || control.SharedMaxAge is not null || control.MaxAge > TimeSpan.Zero || Expires(headers);
        // What nobody can read is best taken as the worst.
        return headers.CacheControl.Count > 0 || Expires(headers);
    }

    // A time that cannot be read is one that has passed (RFC 9111, 5.3): "0" and "-1" are common.
    private static bool Expires(IHeaderDictionary headers) =>
        headers.Expires.Count > 0 && HeaderUtilities.TryParseDate(headers.Expires.ToString(), out var expires)
        && (!HeaderUtilities.TryParseDate(headers.Date.ToString(), out var date) || expires > date);

    // "private" with names of fields is about these fields only.
    private static bool IsPrivate(StringValues values, out CacheControlHeaderValue? control) =>
        CacheControlHeaderValue.TryParse(values.Count == 1 ? values[0] : string.Join(',', values.ToArray()), out control)
        && (control.NoStore || (control.Private && control.PrivateHeaders.Count == 0));
}
