using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// One producer's way into one partition: it numbers events, keeps what storage has not acknowledged, and sends that again, oldest
/// first, until it is acknowledged or too old. Used by the flusher alone.
/// </summary>
internal sealed class PartitionWriter(
    int partition, IEventLog log, EventQueue queue, DroppedSessions gaps, CaptureCounters counters, TimeProvider time, ILogger logger)
{
    private const int EventsPerBatch = 256;
    private const int BytesPerBatch = 64 * 1024;
    private const int BatchesPerAppend = 16;
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    private readonly EventBatchEncoder _encoder = new();
    private readonly Queue<PendingBatch> _pending = new();
    private string _producer = NewProducer();
    private long _next = 1;
    private readonly HashSet<Pseudonym> _keys = [];
    private int _events;
    private int _requests;
    private long _queueBytes;
    private bool _failing;

    public bool IsEmpty => _pending.Count == 0 && _events == 0;

    public void Add(in RequestEvent e, string catalog)
    {
        if (_events++ == 0)
            _encoder.Begin(catalog);
        _encoder.Add(e);
        _keys.Add(e.Key);
        _requests += e.Is(EventFlags.Custom) ? 0 : 1;
        _queueBytes += EventQueue.Size(e);
        if (_events >= EventsPerBatch || _encoder.EstimatedBytes >= BytesPerBatch)
            Seal();
    }

    /// <summary>Sends what is waiting. Returns false when storage did not take it; it is sent again next time.</summary>
    public async ValueTask<bool> FlushAsync(CancellationToken cancellation)
    {
        Seal();
        while (_pending.Count > 0)
        {
            DropExpired();
            var sending = _pending.Take(BatchesPerAppend).ToArray();
            if (sending.Length == 0)
                return true;
            try
            {
                var result = await log.AppendAsync(partition, _producer, [.. sending.Select(p => p.Batch)], cancellation);
                switch (result.Status)
                {
                    case AppendStatus.Appended or AppendStatus.Duplicate:
                        Acknowledge(sending.Length);
                        break;
                    case AppendStatus.Gap:
                        Renumber(result.LastSequence);
                        break;
                    default:
                        return false;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (!_failing)
                    Log.AppendFailing(logger, partition, exception);
                _failing = true;
                return false;
            }
        }

        return true;
    }

    /// <summary>Gives up everything that is not acknowledged.</summary>
    public void DropAll(DropReason reason)
    {
        Seal();
        while (_pending.Count > 0)
            Drop(reason);
    }

    private void Seal()
    {
        if (_events == 0)
            return;
        _pending.Enqueue(new PendingBatch(new EventBatch(_next, _events, _encoder.Finish().ToArray()), [.. _keys], _requests, _queueBytes, time.GetTimestamp()));
        _keys.Clear();
        _next += _events;
        _events = 0;
        _requests = 0;
        _queueBytes = 0;
    }

    private void Acknowledge(int batches)
    {
        for (; batches > 0; batches--)
        {
            var done = _pending.Dequeue();
            counters.Record(done.Requests);
            queue.Done(done.Batch.Count, done.QueueBytes);
        }

        if (_failing)
            Log.AppendRecovered(logger, partition);
        _failing = false;
    }

    private void DropExpired()
    {
        var before = _pending.Count;
        while (_pending.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) > GiveUpAfter)
            Drop(DropReason.Expired);
        // The hole would be a gap for ever: a new producer begins anew.
        if (_pending.Count != before)
            Renumber(null);
    }

    private void Drop(DropReason reason)
    {
        var lost = _pending.Dequeue();
        counters.Drop(reason, lost.Requests);
        foreach (var key in lost.Keys)
            gaps.Add(key);
        queue.Done(lost.Batch.Count, lost.QueueBytes);
    }

    // Storage does not know what this producer says it sent before (it lost its tail, or the producer was forgotten): what is still
    // here goes on under a new name, so that nothing is taken for a repetition.
    private void Renumber(long? storedLast)
    {
        if (storedLast is { } last)
            Log.ProducerRenewed(logger, partition, _producer, last);
        _producer = NewProducer();
        _next = 1;
        var again = _pending.ToArray();
        _pending.Clear();
        foreach (var batch in again)
        {
            _pending.Enqueue(batch with { Batch = batch.Batch with { FirstSequence = _next } });
            _next += batch.Batch.Count;
        }
    }

    private static string NewProducer() => Guid.CreateVersion7().ToString("N");
}
