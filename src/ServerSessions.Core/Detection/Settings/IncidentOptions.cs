using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds for incidents: findings about one session that together raise one High alert. Rules in mode Observe do not count.</summary>
public sealed class IncidentOptions
{
    /// <summary>Minimum points of risk within <see cref="Window"/> (Low 5, Medium 20, High 50, halved every 30 minutes); 80 by default.</summary>
    [AllowedRange(5, 10_000)]
    public int Points { get; set; } = 80;

    /// <summary>
    /// Alternative to <see cref="Points"/>: minimum number of distinct rules within <see cref="Window"/>, without findings of severity Info; 4 by
    /// default.
    /// </summary>
    [AllowedRange(2, 20)]
    public int Rules { get; set; } = 4;

    /// <summary>Time in which findings count; 4 hours by default.</summary>
    [AllowedRange("00:30:00", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(4);
}
