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

    /// <summary>
    /// Number of returns to the first network within <see cref="AlternationTime"/> that makes a finding when one client alternates between two networks; 3 by
    /// default.
    /// </summary>
    [AllowedRange(2, 10)]
    public int Alternations { get; set; } = 3;

    /// <summary>Time within which <see cref="Alternations"/> counts; 1 minute by default.</summary>
    [AllowedRange("00:00:01", "00:10:00")]
    public TimeSpan AlternationTime { get; set; } = TimeSpan.FromMinutes(1);
}
