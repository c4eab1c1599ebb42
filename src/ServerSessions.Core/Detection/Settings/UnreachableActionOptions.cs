using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D10, unreachable action: impossible navigation that the application's own facts prove.</summary>
public sealed class UnreachableActionOptions
{
    /// <summary>How long the rule waits for events that are still on their way; 5 seconds by default.</summary>
    [AllowedRange("00:00:00", "00:05:00")]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Minimum number of refused antiforgery tokens of one session within <see cref="Window"/>; 3 by default.</summary>
    [AllowedRange(1, 32)]
    public int Failures { get; set; } = 3;

    /// <summary>Minimum number of refused antiforgery tokens of one source that keeps no cookie, within <see cref="Window"/>; 10 by default.</summary>
    [AllowedRange(1, 64)]
    public int CookielessFailures { get; set; } = 10;

    /// <summary>Time in which events are counted together; 10 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Minimum number of sessions in which a page led to an action before the page counts as its predecessor; 50 by default.</summary>
    [AllowedRange(2, 1_000_000)]
    public int Support { get; set; } = 50;

    /// <summary>Minimum number of sessions that an action is learned from before the rule judges it; 1,000 by default.</summary>
    [AllowedRange(2, 1_000_000_000)]
    public int Sessions { get; set; } = 1_000;

    /// <summary>Alternative to <see cref="Sessions"/>: time since the action's first session, once <see cref="Support"/> is reached; 14 days by default.</summary>
    [AllowedRange("01:00:00", "90.00:00:00")]
    public TimeSpan Learning { get; set; } = TimeSpan.FromDays(14);
}
