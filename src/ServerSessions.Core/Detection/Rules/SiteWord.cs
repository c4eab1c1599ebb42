namespace ServerSessions.Detection.Rules;

/// <summary>The site's data that its partition returns to a source that D1 is about to report.</summary>
/// <param name="Asked">When it was asked.</param>
/// <param name="Share">Learned share of people who give up; 0 while nothing is learned.</param>
/// <param name="IsOutage">Sign-ins fail on the whole site, and hardly any succeeds.</param>
internal readonly record struct SiteWord(DateTimeOffset Asked, double Share, bool IsOutage);
