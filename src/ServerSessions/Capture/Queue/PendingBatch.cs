using ServerSessions.Storage;

namespace ServerSessions.Capture.Queue;

/// <summary>An encoded batch on its way to storage.</summary>
/// <param name="Batch">What is appended.</param>
/// <param name="Keys">The sessions that its events belong to: they say so when it is lost.</param>
/// <param name="Requests">How many of its events are requests, for the counters.</param>
/// <param name="QueueBytes">What its events took in the queue.</param>
/// <param name="Since">Timestamp of its first try.</param>
internal sealed record PendingBatch(EventBatch Batch, Pseudonym[] Keys, int Requests, long QueueBytes, long Since);
