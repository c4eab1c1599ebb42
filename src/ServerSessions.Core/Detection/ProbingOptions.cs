namespace ServerSessions;

/// <summary>Thresholds of D13, probing.</summary>
public sealed class ProbingOptions
{
    /// <summary>Distinct unknown paths within <see cref="PathWindow"/>; 15 by default.</summary>
    public int DistinctPaths { get; set; } = 15;

    /// <summary>2 minutes by default.</summary>
    public TimeSpan PathWindow { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Hits on the list of known probes within <see cref="ProbeWindow"/>; 5 by default.</summary>
    public int KnownProbes { get; set; } = 5;

    /// <summary>24 hours by default.</summary>
    public TimeSpan ProbeWindow { get; set; } = TimeSpan.FromHours(24);
}
