
namespace ServerSessions.Journeys.Codec;

/// <summary>Flags of the fields that a journey's row has; the others follow from its steps.</summary>
[Flags]
internal enum HeadFields
{
    None = 0,
    Client = 1 << 0,
    Referrer = 1 << 1,
    HasGaps = 1 << 2,
    Engaged = 1 << 3,
    Previous = 1 << 4,
    AuthSession = 1 << 5,
    Network = 1 << 6,
    Place = 1 << 7,
    Findings = 1 << 8,

    /// <summary>It does not end with its last step's response.</summary>
    Duration = 1 << 9,

    /// <summary>The numbers of steps and requests do not follow from the steps, or there were passive requests.</summary>
    Counts = 1 << 10,

    /// <summary>Friction does not follow from the steps.</summary>
    Friction = 1 << 11,
    RefusedFeatures = 1 << 12,

    /// <summary>Alerts about actors have evidence in it.</summary>
    Alerts = 1 << 13,

    /// <summary>A campaign's link led to it.</summary>
    Campaign = 1 << 14,

    /// <summary>A page of the application led to it.</summary>
    OwnReferrer = 1 << 15,

    /// <summary>The application recorded traits of its user.</summary>
    Traits = 1 << 16,

    /// <summary>Its user does not allow analytics.</summary>
    LacksAnalytics = 1 << 17,

    /// <summary>Its user has never allowed analytics in it.</summary>
    NoAnalytics = 1 << 26,

    /// <summary>What was clicked and which fields were used in its pages.</summary>
    Details = 1 << 19,

    /// <summary>With <see cref="Friction"/>: the signs that the browser reported.</summary>
    BrowserFriction = 1 << 18,
}
