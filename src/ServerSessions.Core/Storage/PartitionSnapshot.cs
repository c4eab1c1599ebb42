namespace ServerSessions.Storage;

/// <summary>The state of a partition after its last commit, from which a new owner continues.</summary>
/// <param name="Revision">Number of commits so far; the next commit names it.</param>
/// <param name="Offset">Position of the last entry that was folded.</param>
/// <param name="Live">State of every live subject.</param>
/// <param name="Folded">The last folded sequence of each producer.</param>
/// <param name="GivenUpAt">Time at which a session was last removed because of the limit, Unix microseconds; 0 for never.</param>
internal sealed record PartitionSnapshot(
    long Revision, StreamPosition Offset, IReadOnlyList<LiveEntry> Live, IReadOnlyDictionary<string, long> Folded, long GivenUpAt = 0);
