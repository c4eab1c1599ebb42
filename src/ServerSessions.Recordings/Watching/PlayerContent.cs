namespace ServerSessions.Recordings.Watching;

/// <summary>What the player shows.</summary>
/// <param name="Chunks">The masked events, as JSON.</param>
/// <param name="Lane">The steps of the session, and its findings.</param>
/// <param name="At">Time at which it opens, Unix milliseconds; null for the start.</param>
internal sealed record PlayerContent(IReadOnlyList<byte[]> Chunks, PlayerLane Lane, long? At);
