using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D15, impossible travel. The rule needs a source of places; without one it is blind.</summary>
public sealed class ImpossibleTravelOptions
{
    /// <summary>Minimum distance, in kilometres; 500 by default. Positions are kept to a degree, so values below 200 are not meaningful.</summary>
    [AllowedRange(200, 20_000)]
    public double Kilometres { get; set; } = 500;

    /// <summary>Minimum speed, in kilometres an hour; 900 by default, the speed of airliners.</summary>
    [AllowedRange(100, 100_000)]
    public double KilometresPerHour { get; set; } = 900;

    /// <summary>Two devices in two countries that are active within this time count as active at once; 5 minutes by default.</summary>
    [AllowedRange("00:00:00", "01:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(5);
}
