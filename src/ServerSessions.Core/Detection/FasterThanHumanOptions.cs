namespace ServerSessions;

/// <summary>Thresholds of D11, faster than human.</summary>
public sealed class FasterThanHumanOptions
{
    /// <summary>A form sent sooner than this after its page was shown; 1 second by default.</summary>
    public TimeSpan FormTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Forms sent that fast in one session; 3 by default.</summary>
    public int Forms { get; set; } = 3;

    /// <summary>Navigations whose median gap is looked at, at most 32; 20 by default.</summary>
    public int Navigations { get; set; } = 20;

    /// <summary>Median gap between navigations that nobody keeps up; 1 second by default.</summary>
    public TimeSpan MedianGap { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long that pace must last: restored tabs and links opened in a row are over sooner; 20 seconds by default.</summary>
    public TimeSpan Sustained { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Coefficient of variation over 30 gaps of at least a second, below which nobody is that regular; 0.15 by default.</summary>
    public double Variation { get; set; } = 0.15;
}
