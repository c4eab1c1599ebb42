namespace ServerSessions;

/// <summary>Thresholds of D15, impossible travel. It needs a source of places; without one it is blind.</summary>
public sealed class ImpossibleTravelOptions
{
    /// <summary>Least distance, in kilometres; 500 by default. Positions are kept to a degree, so less than 200 means little.</summary>
    public double Kilometres { get; set; } = 500;

    /// <summary>Least speed, in kilometres an hour; 900 by default, which airliners fly.</summary>
    public double KilometresPerHour { get; set; } = 900;

    /// <summary>Within this time two devices in two countries count as active at once; 5 minutes by default.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);
}
