using ServerSessions.Storage;

namespace ServerSessions.Capture.Queue;

/// <summary>An encoded batch on its way to storage.</summary>
/// <param name="Batch">The batch to append; unnumbered (from 0) until it is first sent.</param>
/// <param name="Keys">The sessions that its events belong to: they say so when it is lost.</param>
/// <param name="Requests">How many of its events are requests, for the counters.</param>
/// <param name="QueueBytes">Its size in the queue's account.</param>
/// <param name="Since">Timestamp of its making, or of its acknowledgement once it is in the ring.</param>
/// <param name="IsResent">Storage had acknowledged it and lost it: it is counted as recorded already, and has no room in the queue.</param>
internal sealed record PendingBatch(EventBatch Batch, Pseudonym[] Keys, int Requests, long QueueBytes, long Since, bool IsResent = false)
{
    // The record, its two arrays' headers and its place in a queue.
    private const int Overhead = 208;

    /// <summary>Its approximate size in memory, in bytes.</summary>
    public long Bytes => Overhead + Batch.Payload.Length + ((long)Pseudonym.Size * Keys.Length);

    public PendingBatch From(long sequence) => this with { Batch = Batch with { FirstSequence = sequence } };
}
