using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D5, session hijack.</summary>
public sealed class SessionHijackOptions
{
    /// <summary>
    /// Maximum time after the other client's activity for the first client to be active again, which raises the severity to High; 5 minutes by default.
    /// </summary>
    [AllowedRange("00:00:01", "01:00:00")]
    public TimeSpan BothActive { get; set; } = TimeSpan.FromMinutes(5);
}
