using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Settings of D6, use after end.</summary>
public sealed class UseAfterEndOptions
{
    /// <summary>Requests this soon after the end of the session do not count, because they may have been on their way; 30 seconds by default.</summary>
    [AllowedRange("00:00:00", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an ended session is remembered; 7 days by default.</summary>
    [AllowedRange("01:00:00", "90.00:00:00")]
    public TimeSpan Remembered { get; set; } = TimeSpan.FromDays(7);
}
