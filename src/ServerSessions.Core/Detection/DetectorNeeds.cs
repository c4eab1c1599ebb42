namespace ServerSessions;

/// <summary>What a rule cannot do without beside the events: where it is missing, the rule is blind and says so.</summary>
[Flags]
public enum DetectorNeeds
{
    /// <summary>Events are enough.</summary>
    None = 0,
    /// <summary>A source of places: <c>UseGeoHeaders</c>, <c>UseGeoDatabase</c> or an <see cref="IGeoLocator"/>.</summary>
    Places = 1 << 0,
    /// <summary>What was learnt of the application: 14 days or 1,000 sessions that ended clean.</summary>
    Baselines = 1 << 1,
}
