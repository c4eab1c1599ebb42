using ServerSessions.Capture.Cookies;
using ServerSessions.Settings;
using ServerSessions.Storage;

namespace ServerSessions.Person.Transparency;

/// <summary>
/// The conditions under which the CNIL (guidelines on cookies, 2020) and the ICO (guidance on storage and access technologies, statistical purposes) exempt audience
/// measurement from consent, and what the running settings say about each.
/// </summary>
internal static class AudienceConditions
{
    private const string Cnil = "CNIL";
    private const string Ico = "ICO";
    private const string Both = "CNIL, ICO";

    public static IEnumerable<TransparencyCondition> Of(SessionTrackingOptions settings, DataRetention retention, bool canObject)
    {
        var lifetime = SessionCookie.Lifetime(settings.Cookie);
        var hasCookie = settings.Mode == TrackingMode.Cookie;
        yield return new("figures-only", "Only anonymous figures are produced, and no view of a person.", Both, "Profile: AudienceOnly", true);
        yield return new("no-joining", "The data is not joined with accounts or other processing.", Cnil, "Profile: AudienceOnly (no user, no traits)", settings.Traits.Count == 0);
        yield return new("own-site", "The measurement covers this site alone, by a cookie of its own.", Cnil, hasCookie ? "Mode: Cookie (first party)" : $"Mode: {settings.Mode} (no cookie)", true);
        yield return new("identifier-lifetime", "An identifier lasts at most 13 months, and visits do not renew it.", Cnil,
            !hasCookie ? $"Mode: {settings.Mode} (a key of the day)" : $"Cookie.MaxAge: {(lifetime is { } kept ? TransparencyWriter.Days(kept) : "until the browser closes")}",
            !hasCookie || lifetime is null || lifetime <= AudienceLimits.Identifier);
        yield return new("data-lifetime", "Data is kept for at most 25 months.", Cnil,
            retention.Figures is { } figures ? $"Redis.RollupRetention: {TransparencyWriter.Days(figures)}" : "in-process storage: until the process ends",
            (retention.Figures ?? TimeSpan.Zero) <= AudienceLimits.Data && (retention.Journeys ?? TimeSpan.Zero) <= AudienceLimits.Data);
        yield return new("address", "The address is shortened before it is stored.", Cnil, "always: IPv4 /24, IPv6 /48, as a pseudonym of the day", true);
        yield return new("information", "People can read clearly what is measured.", Both, "MapTransparency", true);
        yield return new("objection", "People can object simply and free of charge.", Both, canObject ? "MapConsent" : "MapConsent is not called", canObject);
        yield return new("no-transfer", "The data is not passed to others for purposes of their own.", Both,
            $"Transparency.Recipients: {(settings.Transparency.Recipients.Count == 0 ? "none" : "stated above")}", settings.Transparency.Recipients.Count == 0);
        yield return new("improvement", "The sole purpose is to see how the service is used, to improve it.", Ico, "Consent: no Personalization, no Recording in this profile", true);
    }
}
