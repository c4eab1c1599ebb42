using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ServerSessions.Capture.Consent;

/// <summary>The consent that the framework's cookie policy asks for (<c>UseCookiePolicy</c>, <see cref="ITrackingConsentFeature"/>).</summary>
internal sealed class FrameworkConsent(IOptions<CookiePolicyOptions> policy)
{
    private readonly CookiePolicyOptions _policy = policy.Value;

    /// <summary>The cookie policy may ask visitors for consent.</summary>
    public bool IsConfigured => _policy.CheckConsentNeeded is not null;

    /// <summary>The consent feature of this request; null until the cookie policy has run, and where it is the one that session tracking serves.</summary>
    public static ITrackingConsentFeature? FeatureOf(HttpContext context) =>
        context.Features[typeof(ITrackingConsentFeature)] is ITrackingConsentFeature feature and not ServedConsentFeature ? feature : null;

    /// <summary>Whether the policy allows cookies that are not essential. A request that never reaches the policy, such as a file, is judged by the same settings.</summary>
    public bool Allows(HttpContext context) =>
        FeatureOf(context) is { } feature ? feature.CanTrack
        : _policy.CheckConsentNeeded is not { } isNeeded || !isNeeded(context)
        || context.Request.Cookies[_policy.ConsentCookie.Name!] == _policy.ConsentCookieValue;
}
