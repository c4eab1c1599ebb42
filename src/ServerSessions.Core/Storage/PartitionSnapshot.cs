namespace ServerSessions.Storage;

/// <summary>Where the last commit left a partition: what a new owner goes on from.</summary>
/// <param name="Revision">Number of commits so far; the next commit names it.</param>
/// <param name="Offset">Position of the last entry that was folded.</param>
/// <param name="Live">State of every live subject.</param>
/// <param name="Folded">The last sequence folded of each producer.</param>
/// <param name="GivenUpAt">When a session was last given up for room, Unix microseconds; 0 when none ever was.</param>
internal sealed record PartitionSnapshot(
    long Revision, StreamPosition Offset, IReadOnlyList<LiveEntry> Live, IReadOnlyDictionary<string, long> Folded, long GivenUpAt = 0);
