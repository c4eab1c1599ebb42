using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D11, faster than human.</summary>
public sealed class FasterThanHumanOptions
{
    /// <summary>A form that is sent sooner than this after its page was shown counts as too fast; 1 second by default.</summary>
    [AllowedRange("00:00:00.001", "00:01:00")]
    public TimeSpan FormTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Minimum number of forms that one session sends too fast; 3 by default.</summary>
    [AllowedRange(1, 16)]
    public int Forms { get; set; } = 3;

    /// <summary>Number of navigations of which the median gap is taken, at most 32; 20 by default.</summary>
    [AllowedRange(3, 31)]
    public int Navigations { get; set; } = 20;

    /// <summary>A median gap between navigations below this is faster than a person; 1 second by default.</summary>
    [AllowedRange("00:00:00.001", "00:01:00")]
    public TimeSpan MedianGap { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Minimum duration of that pace; 20 seconds by default. Restored tabs and links opened in a row end sooner.</summary>
    [AllowedRange("00:00:00", "00:02:00")]
    public TimeSpan Sustained { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A coefficient of variation below this, over 30 gaps of at least a second, is more regular than a person; 0.15 by default.</summary>
    [AllowedRange(0.0, 1.0, IsExclusive = true)]
    public double Variation { get; set; } = 0.15;
}
