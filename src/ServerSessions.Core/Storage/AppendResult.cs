namespace ServerSessions.Storage;

/// <param name="Status">What became of the batches: all of them or none.</param>
/// <param name="LastSequence">The producer's last sequence that the log holds after the call; 0 when it knows the producer not.</param>
internal readonly record struct AppendResult(AppendStatus Status, long LastSequence);
