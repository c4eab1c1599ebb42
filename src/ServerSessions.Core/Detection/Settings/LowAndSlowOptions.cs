using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D4, low and slow. Failures in a browser that has signed in to the account before never count.</summary>
public sealed class LowAndSlowOptions
{
    /// <summary>Minimum number of failures at one account without a success in between; 4 by default.</summary>
    [AllowedRange(2, 64)]
    public int Failures { get; set; } = 4;

    /// <summary>The median time between two failures must exceed this; 10 minutes by default.</summary>
    [AllowedRange("00:00:01", "7.00:00:00")]
    public TimeSpan MedianGap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time in which failures count; 6 hours by default.</summary>
    [AllowedRange("00:01:00", "7.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(6);
}
