using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D20, site-wide shift. The rule is silent until two weeks are learned.</summary>
public sealed class SiteShiftOptions
{
    /// <summary>Minimum number of events in ten minutes, however quiet the hour usually is; 50 by default.</summary>
    [AllowedRange(10, 1_000_000)]
    public int Events { get; set; } = 50;

    /// <summary>Minimum multiple of the usual count of this hour of the week; 5 by default.</summary>
    [AllowedRange(1.5, 10_000)]
    public double Times { get; set; } = 5;

    /// <summary>Minimum number of standard deviations above the usual count; 6 by default.</summary>
    [AllowedRange(1, 1_000)]
    public double Deviations { get; set; } = 6;
}
