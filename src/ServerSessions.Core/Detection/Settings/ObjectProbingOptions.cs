using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D7, object probing. Objects are counted for one session and one route; consecutive ids count twice.</summary>
public sealed class ObjectProbingOptions
{
    /// <summary>Minimum number of distinct objects refused within <see cref="Window"/>; 5 by default.</summary>
    [AllowedRange(2, 128)]
    public int Objects { get; set; } = 5;

    /// <summary>Time in which events are counted together; 2 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Minimum number of distinct objects refused within <see cref="LongWindow"/>; 10 by default.</summary>
    [AllowedRange(2, 128)]
    public int LongObjects { get; set; } = 10;

    /// <summary>The longer time in which refused objects are counted; 1 hour by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan LongWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether 404 counts as a refusal for signed-in users; false by default. Set it for applications that answer "not found" for objects of other users.
    /// </summary>
    public bool MissingCounts { get; set; }
}
