namespace ServerSessions.Diagnostics;

/// <summary>A call that a <see cref="CallGate"/> let through.</summary>
/// <param name="Running">The array that tracks it; null for a call that tries again.</param>
/// <param name="Place">Its index there; negative when it is not tracked.</param>
/// <param name="Began">Timestamp of its start.</param>
internal readonly record struct GatedCall(long[]? Running, int Place, long Began);
