namespace ServerSessions;

/// <summary>Thresholds of D12, trap.</summary>
public sealed class TrapOptions
{
    /// <summary>Requests for traps, and trap fields filled, within <see cref="Window"/> before it is told; 1 by default.</summary>
    public int Hits { get; set; } = 1;

    /// <summary>24 hours by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(24);
}
