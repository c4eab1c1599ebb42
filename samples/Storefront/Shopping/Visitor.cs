using System.Security.Cryptography;

namespace Storefront.Shopping;

/// <summary>The shop's own cookie, which identifies the basket. It is not part of session tracking.</summary>
internal static class Visitor
{
    private const string CookieName = "shop";
    private const int IdLength = 32;

    /// <summary>Returns the visitor's id; null before the first product was added.</summary>
    public static string? Id(HttpContext context) =>
        context.Items[CookieName] as string
        ?? (context.Request.Cookies.TryGetValue(CookieName, out var id) && id.Length == IdLength && id.All(char.IsAsciiHexDigit) ? id : null);

    /// <summary>Returns the visitor's id, and creates one if there is none.</summary>
    public static string EnsureId(HttpContext context)
    {
        if (Id(context) is { } known)
            return known;
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        context.Items[CookieName] = id;
        context.Response.Cookies.Append(CookieName, id, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        return id;
    }
}
