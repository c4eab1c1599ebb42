namespace ServerSessions;

/// <summary>What a request may be used for.</summary>
[Flags]
public enum TrackingPurposes : byte
{
    /// <summary>No purpose.</summary>
    None = 0,
    /// <summary>Detection of attacks and operation of the site. It holds for every tracked request: neither consent nor refusal changes it.</summary>
    Security = 1,
    /// <summary>Journeys over several days: a cookie may name the browser. Without it the session has the key of the day.</summary>
    Analytics = 2,
    /// <summary>Content that depends on what this person did: the continued journey, recommendations, reminders and tips.</summary>
    Personalization = 4,
    /// <summary>Recording of what happens in the browser, such as clicks, scrolling and visible time.</summary>
    Recording = 8,
    /// <summary>Every purpose.</summary>
    All = Security | Analytics | Personalization | Recording,
}
