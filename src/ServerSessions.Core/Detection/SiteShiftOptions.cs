namespace ServerSessions;

/// <summary>Thresholds of D20, site-wide shift. It is silent until two weeks were learnt.</summary>
public sealed class SiteShiftOptions
{
    /// <summary>Least number of events in ten minutes, however quiet the hour usually is; 50 by default.</summary>
    public int Events { get; set; } = 50;

    /// <summary>How many times the usual count of this hour of the week; 5 by default.</summary>
    public double Times { get; set; } = 5;

    /// <summary>How many standard deviations above the usual count; 6 by default.</summary>
    public double Deviations { get; set; } = 6;
}
