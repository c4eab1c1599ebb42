namespace ServerSessions.Detection;

/// <summary>Inputs that a rule needs in addition to the events. Without them, the rule is blind, which is reported.</summary>
[Flags]
public enum DetectorNeeds
{
    /// <summary>Nothing: events are enough.</summary>
    None = 0,
    /// <summary>A source of places: <c>UseGeoHeaders</c>, <c>UseGeoDatabase</c> or an <see cref="IGeoLocator"/>.</summary>
    Places = 1 << 0,
    /// <summary>Baselines of the application, learned from 14 days or 1,000 clean sessions.</summary>
    Baselines = 1 << 1,
}
