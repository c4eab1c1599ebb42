namespace ServerSessions.Detection;

/// <summary>Thresholds of D12, trap.</summary>
public sealed class TrapOptions
{
    /// <summary>Minimum number of requests for traps and filled trap fields within <see cref="Window"/>; 1 by default.</summary>
    public int Hits { get; set; } = 1;

    /// <summary>Time in which events are counted together; 24 hours by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);
}
