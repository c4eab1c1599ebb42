namespace ServerSessions.Journeys.Codec;

/// <summary>Tags of the fields that few stored sessions have. A number is never used again for another meaning.</summary>
internal enum RareSessionField
{
    IsNew = 1,
    Presence = 2,
    AuthSession = 3,
    Exposures = 4,
    Refused = 5,
    Links = 6,
    Traits = 7,
    Proof = 8,
    Alerts = 9,
    Campaign = 10,
    IsOwnReferrer = 11,
    UserTraits = 12,
    IsPersonal = 16,
    LacksAnalytics = 17,
    HadAnalytics = 29,
    PageViews = 18,
}
