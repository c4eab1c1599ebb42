namespace ServerSessions.Benchmarks.Serving;

/// <summary>What a serving process has used and, where it tracks sessions, recorded since its start.</summary>
internal sealed record ServerStats
{
    public double CpuMicroseconds { get; init; }
    public long AllocatedBytes { get; init; }
    public long Served { get; init; }
    public long Recorded { get; init; }
    public long Dropped { get; init; }
    public long Excluded { get; init; }

    /// <summary>Events that are on their way: in the queue, or stored and not yet rolled up.</summary>
    public long Underway { get; init; }
}
