namespace ServerSessions.Storage;

/// <summary>One producer's events for one partition, encoded together: one entry of the log.</summary>
/// <param name="FirstSequence">The producer's own number of the first event in this partition; the first ever is 1.</param>
/// <param name="Count">How many events there are; their numbers follow each other without a hole.</param>
/// <param name="Payload">What <c>EventCodec</c> wrote.</param>
internal readonly record struct EventBatch(long FirstSequence, int Count, ReadOnlyMemory<byte> Payload)
{
    public long LastSequence => FirstSequence + Count - 1;
}
