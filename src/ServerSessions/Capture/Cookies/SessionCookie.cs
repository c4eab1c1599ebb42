using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServerSessions.Capture.Cookies;

/// <summary>The cookie's name and attributes. A name that may be written is always read, whatever scheme a request seems to come by.</summary>
internal sealed class SessionCookie
{
    private const string HostPrefix = "__Host-";
    private const string SecurePrefix = "__Secure-";

    private readonly CookieBuilder _cookie;
    private readonly string _secureName;
    private readonly string _plainName;
    private readonly string? _otherName;
    private readonly bool _needsHttps;
    private readonly TimeSpan? _lifetime;

    public SessionCookie(IOptions<SessionTrackingOptions> options, IHostEnvironment environment)
        : this(options.Value.Cookie, environment.ApplicationName, suffix: "", Lifetime(options.Value.Cookie))
    {
    }

    private SessionCookie(CookieBuilder cookie, string application, string suffix, TimeSpan? lifetime)
    {
        (_cookie, _lifetime) = (cookie, lifetime);
        _plainName = (_cookie.Name ?? DefaultName(application)) + suffix;
        _secureName = _cookie.Name is null && _cookie is { Domain: null or "", Path: null or "/" } ? HostPrefix + _plainName : _plainName;
        _needsHttps = NeedsHttps(_cookie);
        Name = _cookie.SecurePolicy == CookieSecurePolicy.None ? _plainName : _secureName;
        _otherName = _cookie.SecurePolicy == CookieSecurePolicy.SameAsRequest && !_needsHttps && _plainName != _secureName ? _plainName : null;
    }

    /// <summary>Another cookie, which goes where the session's cookie goes.</summary>
    public static SessionCookie Beside(IOptions<SessionTrackingOptions> options, IHostEnvironment environment, string suffix, TimeSpan lifetime) =>
        new(options.Value.Cookie, environment.ApplicationName, suffix, lifetime);

    /// <summary>The name to read first.</summary>
    public string Name { get; }

    /// <summary>
    /// The name under which this request's cookie may come besides: over plain http, the one that is written there. Null over https, where another host of the site could have
    /// set it, and where there is none.
    /// </summary>
    public string? OtherNameOf(HttpRequest request) => _otherName is null || PublicScheme.IsHttps(request) ? null : _otherName;

    /// <summary>The name where the application sets none: two applications on one host, or one before the other, keep apart.</summary>
    public static string DefaultName(string application) =>
        "ss-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(application)).AsSpan(0, 4));

    /// <summary>Browsers refuse this cookie over plain http.</summary>
    public static bool NeedsHttps(CookieBuilder cookie) =>
        cookie.SecurePolicy == CookieSecurePolicy.Always || cookie.SameSite == SameSiteMode.None || HasSecurePrefix(cookie.Name);

    /// <summary>The name demands that the cookie is Secure; the prefix "__Host-" also that it has no domain and the path "/".</summary>
    public static bool HasSecurePrefix(string? name) => IsHostBound(name) || name?.StartsWith(SecurePrefix, StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsHostBound(string? name) => name?.StartsWith(HostPrefix, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>How long the browser keeps it; null for as long as the browser runs.</summary>
    public static TimeSpan? Lifetime(CookieBuilder cookie) => cookie.Expiration ?? cookie.MaxAge;

    /// <summary>Whether the browser will keep the cookie that this request's answer carries.</summary>
    public bool CanBeSet(HttpContext context) => !_needsHttps || PublicScheme.IsHttps(context.Request);

    /// <summary>Browsers withhold this cookie from forms that another site sends.</summary>
    public bool IsWithheldAcrossSites => _cookie.SameSite != SameSiteMode.None;

    /// <param name="context">The request.</param>
    /// <param name="value">The value.</param>
    /// <param name="lifetime">Time for which the browser keeps it; null for the cookie's own.</param>
    public void Append(HttpContext context, string value, TimeSpan? lifetime = null)
    {
        var attributes = Attributes(context, out var name);
        attributes.MaxAge = lifetime ?? _lifetime;
        context.Response.Cookies.Append(name, value, attributes);
    }

    /// <summary>Has the browser forget the cookie that this request carries.</summary>
    public void Delete(HttpContext context)
    {
        var attributes = Attributes(context, out var name);
        context.Response.Cookies.Delete(name, attributes);
    }

    private CookieOptions Attributes(HttpContext context, out string name)
    {
        var secure = _cookie.SecurePolicy != CookieSecurePolicy.None && (_needsHttps || PublicScheme.IsHttps(context.Request));
        var attributes = _cookie.Build(context);
        (attributes.Secure, attributes.MaxAge, attributes.Expires) = (secure, null, null);
        name = secure ? _secureName : _plainName;
        return attributes;
    }
}
