using System.Collections.Concurrent;

namespace ServerSessions.Journeys;

/// <summary>Tells a caller that waits for it when this process has processed everything. Registered only where there is such a caller.</summary>
internal sealed class RollProgress
{
    private readonly ConcurrentDictionary<int, DateTimeOffset> _rested = new();
    private long _commits;

    /// <summary>Commits so far, of all partitions.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    public void Committed() => Interlocked.Increment(ref _commits);

    /// <summary>A partition has nothing to do, by the clock as it was at <paramref name="now"/>.</summary>
    public void Rested(int partition, DateTimeOffset now) => _rested[partition] = now;

    /// <summary>Whether a partition had nothing to do at a time of the clock, or later.</summary>
    public bool HasRested(int partition, DateTimeOffset now) => _rested.TryGetValue(partition, out var at) && at >= now;
}
