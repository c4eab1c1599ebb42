using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Capture.Queue;

/// <summary>Encodes one partition's events into batches. Used by the flusher's thread alone.</summary>
internal sealed class BatchBuilder(EventQueue queue, TimeProvider time)
{
    private const int EventsPerBatch = 256;
    private const int BytesPerBatch = 64 * 1024;

    private readonly EventBatchEncoder _encoder = new();
    private int _events;
    private int _requests;
    private long _queueBytes;

    public bool IsEmpty => _events == 0;

    public bool IsFull => _events >= EventsPerBatch || _encoder.EstimatedBytes >= BytesPerBatch;

    public void Add(in RequestEvent e, string catalog)
    {
        if (_events++ == 0)
            _encoder.Begin(catalog);
        _encoder.Add(e);
        _requests += e.Is(EventFlags.Custom) ? 0 : 1;
        _queueBytes += EventQueue.Size(e);
    }

    /// <summary>The batch of what was added, null when there is nothing; from here on its room in the queue is what it really takes.</summary>
    public PendingBatch? Finish()
    {
        if (_events == 0)
            return null;
        var batch = new PendingBatch(new EventBatch(0, _events, _encoder.Finish().ToArray()), _encoder.Keys.ToArray(), _requests, 0, time.GetTimestamp());
        batch = batch with { QueueBytes = batch.Bytes };
        queue.Done(0, _queueBytes - batch.QueueBytes);
        (_events, _requests, _queueBytes) = (0, 0, 0);
        return batch;
    }
}
