using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Nudges, and the caps that hold over all of them.</summary>
public sealed class NudgeOptions
{
    /// <summary>The nudges, at most 32. Empty by default.</summary>
    public IList<Nudge> Rules { get; } = [];

    /// <summary>Maximum number of nudges in a session; 1 by default, 1 to 10.</summary>
    [AllowedRange(1, 10)]
    public int MaxPerSession { get; set; } = 1;

    /// <summary>Maximum number of nudges for a person in 7 days; 3 by default, 1 to 20.</summary>
    [AllowedRange(1, 20)]
    public int MaxPerWeek { get; set; } = 3;

    /// <summary>Minimum time between two nudges for a person; 24 hours by default, up to 30 days.</summary>
    [AllowedRange("00:00:00", "30.00:00:00")]
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Time for which a nudge that the person dismissed is not shown again; 90 days by default, 1 to 365 days.</summary>
    [AllowedRange("1.00:00:00", "365.00:00:00")]
    public TimeSpan DismissedFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Share of the browsers from which all nudges are withheld, to measure their effect together, 0.01 to 0.5; 0.05 by default.</summary>
    public double Holdout { get; set; } = 0.05;

    /// <summary>Maximum time that a request waits while it claims a nudge in storage; 200 ms by default, 5 ms to 5 s. After it, none is shown.</summary>
    [AllowedRange("00:00:00.005", "00:00:05")]
    public TimeSpan ClaimTimeout { get; set; } = TimeSpan.FromMilliseconds(200);
}
