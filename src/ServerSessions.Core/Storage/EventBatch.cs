namespace ServerSessions.Storage;

/// <summary>One producer's events for one partition, encoded together: one entry of the log.</summary>
/// <param name="FirstSequence">The producer's number of the first event in this partition; the first one ever is 1.</param>
/// <param name="Count">Number of events; their numbers are consecutive.</param>
/// <param name="Payload">The events as <c>EventCodec</c> encodes them.</param>
internal readonly record struct EventBatch(long FirstSequence, int Count, ReadOnlyMemory<byte> Payload)
{
    public long LastSequence => FirstSequence + Count - 1;
}
