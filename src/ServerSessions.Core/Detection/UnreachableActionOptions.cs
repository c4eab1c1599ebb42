namespace ServerSessions;

/// <summary>Thresholds of D10, impossible navigation proven by the application's own facts.</summary>
public sealed class UnreachableActionOptions
{
    /// <summary>How long to wait for events that are still on their way; 5 seconds by default.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Refused antiforgery tokens of one session within <see cref="Window"/>; 3 by default.</summary>
    public int Failures { get; set; } = 3;

    /// <summary>Refused antiforgery tokens of one source that keeps no cookie, within <see cref="Window"/>; 10 by default.</summary>
    public int CookielessFailures { get; set; } = 10;

    /// <summary>10 minutes by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Sessions in which a page led to an action before it is taken for known to lead there; 50 by default.</summary>
    public int Support { get; set; } = 50;

    /// <summary>Sessions that an action was learnt from before anything is told of it; 1,000 by default.</summary>
    public int Sessions { get; set; } = 1_000;

    /// <summary>Or this long since its first session, once <see cref="Support"/> is reached; 14 days by default.</summary>
    public TimeSpan Learning { get; set; } = TimeSpan.FromDays(14);
}
