namespace ServerSessions.Diagnostics;

/// <summary>A call that a <see cref="CallGate"/> let through.</summary>
/// <param name="Running">Where it is noted; null for one that tries again.</param>
/// <param name="Place">Its place there; negative when it has none.</param>
/// <param name="Began">Timestamp of its beginning.</param>
internal readonly record struct GatedCall(long[]? Running, int Place, long Began);
