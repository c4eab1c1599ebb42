using ServerSessions.Model;

namespace ServerSessions.Storage;

/// <summary>One field of one fold in one hour.</summary>
/// <param name="Fold">Name of the fold, "overview".</param>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Field">Field within the fold.</param>
/// <param name="Value">What is added, or compared for the greatest.</param>
/// <param name="Merge">How.</param>
/// <param name="Days">How many days the fold's figures are kept, the same for all of a fold; 0 for as long as the storage keeps figures.</param>
internal readonly record struct RollupDelta(string Fold, long Hour, string Field, long Value, RollupMerge Merge, int Days = 0);
