using ServerSessions.Model;

namespace ServerSessions.Storage;

/// <summary>A change of one field of one fold in one hour.</summary>
/// <param name="Fold">Name of the fold, "overview".</param>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Field">Field within the fold.</param>
/// <param name="Value">The number to add, or to compare with the maximum.</param>
/// <param name="Merge">Whether the value is added or the maximum is kept.</param>
/// <param name="KeptDays">Number of days that the storage keeps it; 0 for as long as it keeps rollups.</param>
internal readonly record struct RollupDelta(string Fold, long Hour, string Field, long Value, RollupMerge Merge, int KeptDays = 0);
