namespace ServerSessions.Model;

/// <summary>How a rollup's field takes a new value. Both are commutative, so the order of commits does not matter.</summary>
internal enum RollupMerge : byte
{
    Add,
    Max,
}
