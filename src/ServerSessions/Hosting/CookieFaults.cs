using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Cookies;

namespace ServerSessions.Hosting;

/// <summary>Checks the cookie's settings: reports what browsers would refuse, or not keep.</summary>
internal static class CookieFaults
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(400);

    public static IEnumerable<string> Of(CookieBuilder cookie)
    {
        if (cookie.Name is { } name && !IsToken(name))
            yield return $"Cookie.Name is \"{name}\"; expected at least one character, and only letters, digits and !#$%&'*+-.^_`|~ (RFC 6265).";
        if (cookie.Path is { } path && !path.StartsWith('/'))
            yield return $"Cookie.Path is \"{path}\"; expected a path that begins with \"/\".";
        if (SessionCookie.IsHostBound(cookie.Name) && (cookie.Domain is { Length: > 0 } || cookie.Path is not (null or "/")))
            yield return $"Cookie.Name is \"{cookie.Name}\", Cookie.Domain is \"{cookie.Domain}\" and Cookie.Path is \"{cookie.Path}\": browsers refuse a cookie of that prefix that has a domain or a path other than \"/\". Choose a name without the prefix, or leave domain and path.";
        if (cookie.SecurePolicy == CookieSecurePolicy.None && (cookie.SameSite == SameSiteMode.None || SessionCookie.HasSecurePrefix(cookie.Name)))
            yield return $"Cookie.SecurePolicy is None, Cookie.SameSite is {cookie.SameSite} and Cookie.Name is \"{cookie.Name}\": browsers refuse SameSite None, and the prefixes __Host- and __Secure-, without Secure. Set SecurePolicy to Always.";
        if (SessionCookie.Lifetime(cookie) is { } lifetime && (lifetime <= TimeSpan.Zero || lifetime > MaxLifetime))
            yield return $"the lifetime of the cookie (Cookie.Expiration, else Cookie.MaxAge) is {lifetime}; expected more than 0 and at most {MaxLifetime}, which browsers do not exceed.";
    }

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));
}
