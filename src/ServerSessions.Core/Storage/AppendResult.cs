namespace ServerSessions.Storage;

/// <param name="Status">Result for the batches: all of them or none.</param>
/// <param name="LastSequence">The producer's last sequence in the log after the call; 0 when the log has none of this producer.</param>
internal readonly record struct AppendResult(AppendStatus Status, long LastSequence);
