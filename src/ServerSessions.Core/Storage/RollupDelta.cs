using ServerSessions.Model;

namespace ServerSessions.Storage;

/// <summary>One field of one fold in one hour.</summary>
/// <param name="Fold">Name of the fold, "overview".</param>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Field">Field within the fold.</param>
/// <param name="Value">What is added, or compared for the greatest.</param>
/// <param name="Merge">How.</param>
/// <param name="KeptDays">Days that the storage keeps it; 0: as long as it keeps rollups.</param>
internal readonly record struct RollupDelta(string Fold, long Hour, string Field, long Value, RollupMerge Merge, int KeptDays = 0);
