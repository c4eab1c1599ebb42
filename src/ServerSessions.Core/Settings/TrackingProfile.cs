namespace ServerSessions;

/// <summary>How much of a person session tracking keeps.</summary>
public enum TrackingProfile
{
    /// <summary>Journeys of sessions and users, as far as consent allows.</summary>
    Full,
    /// <summary>
    /// Measurement of the audience alone: no user, no view of a single session, and every pseudonym but the cookie's ends with its day. docs/consent.md lists which
    /// condition of the audience-measurement exemptions each setting meets.
    /// </summary>
    AudienceOnly,
}
