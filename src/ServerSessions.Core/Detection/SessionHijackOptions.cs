namespace ServerSessions;

/// <summary>Thresholds of D5, session hijack.</summary>
public sealed class SessionHijackOptions
{
    /// <summary>How soon after the other client the first one must be active again to be certain; 5 minutes by default.</summary>
    public TimeSpan BothActive { get; set; } = TimeSpan.FromMinutes(5);
}
