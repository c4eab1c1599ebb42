using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D12, trap.</summary>
public sealed class TrapOptions
{
    /// <summary>Minimum number of requests for traps and filled trap fields within <see cref="Window"/>; 1 by default.</summary>
    [AllowedRange(1, 32)]
    public int Hits { get; set; } = 1;

    /// <summary>Time in which events are counted together; 24 hours by default.</summary>
    [AllowedRange("00:00:01", "7.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);
}
