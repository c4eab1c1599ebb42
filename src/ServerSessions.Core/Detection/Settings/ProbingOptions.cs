using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D13, probing.</summary>
public sealed class ProbingOptions
{
    /// <summary>Minimum number of distinct unknown paths within <see cref="PathWindow"/>; 15 by default.</summary>
    [AllowedRange(2, 128)]
    public int DistinctPaths { get; set; } = 15;

    /// <summary>Time in which unknown paths are counted; 2 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan PathWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Minimum number of hits on the list of known probes within <see cref="ProbeWindow"/>; 5 by default.</summary>
    [AllowedRange(1, 128)]
    public int KnownProbes { get; set; } = 5;

    /// <summary>Time in which hits on known probes are counted; 24 hours by default.</summary>
    [AllowedRange("00:00:01", "7.00:00:00")]
    public TimeSpan ProbeWindow { get; set; } = TimeSpan.FromHours(24);
}
