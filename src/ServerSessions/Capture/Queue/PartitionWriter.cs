using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// One producer's way into one partition: it keeps what storage has not acknowledged and sends that again, oldest first, until it is
/// acknowledged or too old. The flusher's thread adds; one append at a time is under way, and what it could not settle is settled first.
/// </summary>
internal sealed class PartitionWriter(
    int partition, IEventLog log, EventQueue queue, Backpressure backpressure, DroppedSessions gaps, CaptureCounters counters,
    ProducerMetrics metrics, PartitionWriterOptions options, TimeProvider time, ILogger logger)
{
    private const int MaxGaps = 3;

    private readonly BatchBuilder _builder = new(queue, time);
    private readonly ConcurrentQueue<PendingBatch> _waiting = new();

    // Numbered and sent, or about to be: until storage answers it may have them, and only under these numbers can they be sent again.
    private readonly List<PendingBatch> _open = [];

    // The part of them that expired before storage answered: numbers without events. The next answer shows whether storage has them.
    private readonly List<PendingBatch> _unanswered = [];
    private Producer _producer = new(options.RingBytes, time);
    private Task<bool> _sending = Task.FromResult(true);
    private TimeSpan _backOff;
    private long _failed;
    private bool _inDoubt;
    private bool _failing;

    /// <summary>Nothing waits but what only an answer to something newer can settle.</summary>
    public bool IsEmpty => _sending.IsCompleted && _builder.IsEmpty && _waiting.IsEmpty && _open.Count == 0;

    public void Add(in RequestEvent e, string catalog)
    {
        _builder.Add(e, catalog);
        if (_builder.IsFull)
            _waiting.Enqueue(_builder.Finish()!);
    }

    /// <summary>
    /// Begins to send: batches that are full, and in its turn all that is there. Not while an append is under way or has just failed: then
    /// events fill up their batch.
    /// </summary>
    public void Send(bool isItsTurn, CancellationToken cancellationToken)
    {
        if ((isItsTurn ? !_builder.IsEmpty || HasSealed : HasSealed) && _sending.IsCompleted && (_backOff == TimeSpan.Zero || time.GetElapsedTime(_failed) >= _backOff))
            _sending = SealAndSendAsync(cancellationToken);
    }

    /// <summary>Sends what waits. False when storage did not take it; it is sent again next time.</summary>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        await _sending;
        return await (_sending = SealAndSendAsync(cancellationToken));
    }

    /// <summary>Waits for the append that is under way.</summary>
    public async Task SettleAsync() => await _sending;

    /// <summary>Gives up everything that is not acknowledged. No append may be under way.</summary>
    public void DropAll(DropReason reason)
    {
        if (_builder.Finish() is { } last)
            _waiting.Enqueue(last);
        foreach (var batch in _unanswered.Concat(_open))
            Drop(batch, reason);
        _unanswered.Clear();
        _open.Clear();
        while (_waiting.TryDequeue(out var batch))
            Drop(batch, reason);
    }

    private bool HasSealed => !_waiting.IsEmpty || _open.Count > 0;

    private async Task<bool> SealAndSendAsync(CancellationToken cancellationToken)
    {
        if (_builder.Finish() is { } last)
            _waiting.Enqueue(last);
        var taken = await SendAsync(cancellationToken);
        _backOff = taken ? TimeSpan.Zero : PartitionWriterOptions.Longer(_backOff);
        _failed = time.GetTimestamp();
        return taken;
    }

    private async Task<bool> SendAsync(CancellationToken cancellationToken)
    {
        for (var answeredGaps = 0; ;)
        {
            DropExpired();
            if (!Open())
                return true;
            var sending = Math.Min(_open.Count, PartitionWriterOptions.BatchesPerAppend);
            var began = time.GetTimestamp();
            AppendResult result;
            try
            {
                _inDoubt = true;
                result = await log.AppendAsync(partition, _producer.Name, [.. _open.Take(sending).Select(b => b.Batch)], cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
            catch (Exception exception)
            {
                metrics.Failed(time.GetElapsedTime(began));
                if (!_failing)
                    Log.AppendFailing(logger, partition, exception);
                _failing = true;
                return false;
            }

            _inDoubt = false;
            metrics.Answered(result.Status, time.GetElapsedTime(began));
            if (_failing)
                Log.AppendRecovered(logger, partition);
            _failing = false;
            switch (result.Status)
            {
                case AppendStatus.Appended or AppendStatus.Duplicate:
                    Acknowledge(_open[sending - 1].Batch.LastSequence);
                    break;
                case AppendStatus.Gap:
                    Reconcile(result.LastSequence);
                    // A storage that answers nothing else is tried again later.
                    if (++answeredGaps > MaxGaps)
                        return false;
                    break;
                default:
                    // It says what it has all the same: what was in doubt too long must not wait for a free log.
                    if (_unanswered.Count > 0)
                        Reconcile(result.LastSequence);
                    backpressure.Busy(partition);
                    return false;
            }
        }
    }

    // A batch that was sent before goes first and alone, so at most one append is in doubt.
    private bool Open()
    {
        if (_open.Count > 0)
            return true;
        if (_unanswered.Count == 0 && _producer.IsSilent)
            _producer = new Producer(options.RingBytes, time);
        while (_open.Count < PartitionWriterOptions.BatchesPerAppend && _waiting.TryDequeue(out var batch))
            _open.Add(_producer.Number(batch));
        return _open.Count > 0;
    }

    private void Acknowledge(long upTo)
    {
        Acknowledge(_unanswered, upTo);
        Acknowledge(_open, upTo);
    }

    private void Acknowledge(List<PendingBatch> batches, long upTo)
    {
        var done = batches.TakeWhile(b => b.Batch.LastSequence <= upTo).ToList();
        foreach (var batch in done)
        {
            if (batch.IsResent)
                metrics.Healed(batch.Batch.Count);
            else
            {
                counters.Record(batch.Requests);
                counters.Custom.Record(batch.Batch.Count - batch.Requests);
                queue.Done(batch.Batch.Count, batch.QueueBytes);
            }

            _producer.Acknowledge(batch with { IsResent = false, Requests = 0 });
        }

        batches.RemoveRange(0, done.Count);
        metrics.Taken(done.Count);
    }

    // The log ends at another number than what was sent begins after.
    private void Reconcile(long last)
    {
        if (last >= _producer.Next)
            last = 0; // more than was ever sent: it is about another's events, and ours are not there
        Acknowledge(last);
        var first = _unanswered.Concat(_open).FirstOrDefault()?.Batch.FirstSequence ?? _producer.Next;
        var again = _producer.Ring.TakeAfter(last);
        var lost = (again.Count > 0 ? again[0].Batch.FirstSequence : first) - 1 - last;
        var isWhole = lost == 0 && _unanswered.Count == 0;
        if (lost > 0)
        {
            Log.AcknowledgedLost(logger, partition, lost, last);
            metrics.Lost(lost);
            foreach (var key in _producer.Ring.SessionsAfter(last))
                gaps.Add(key);
            if (_producer.Ring.HasForgottenAfter(last))
                gaps.AddUnknown();
        }

        if (again.Count > 0)
            Log.AcknowledgedSentAgain(logger, partition, again.Sum(b => b.Batch.Count), last);
        foreach (var batch in _unanswered)
            Drop(batch, DropReason.Expired);
        _unanswered.Clear();
        var now = time.GetTimestamp();
        _open.InsertRange(0, again.Select(b => b with { IsResent = true, QueueBytes = 0, Since = now }));
        // A hole under this name would be a gap for ever.
        if (!isWhole)
            Rename();
    }

    private void DropExpired()
    {
        while (_waiting.TryPeek(out var oldest) && IsExpired(oldest) && _waiting.TryDequeue(out oldest))
            Drop(oldest, DropReason.Expired);
        var expired = _open.TakeWhile(IsExpired).ToList();
        if (expired.Count == 0)
            return;
        _open.RemoveRange(0, expired.Count);
        foreach (var batch in expired)
            if (_inDoubt)
                _unanswered.Add(WithoutEvents(batch));
            else
                Drop(batch, DropReason.Expired);
        if (!_inDoubt)
            Rename();
    }

    private bool IsExpired(PendingBatch batch) => time.GetElapsedTime(batch.Since) > PartitionWriterOptions.GiveUpAfter;

    // Storage may have it: it is counted when that is known, and takes no memory until then.
    private PendingBatch WithoutEvents(PendingBatch batch)
    {
        queue.Done(0, batch.QueueBytes);
        return batch with { Batch = batch.Batch with { Payload = default }, QueueBytes = 0 };
    }

    private void Drop(PendingBatch lost, DropReason reason)
    {
        if (lost.IsResent)
            metrics.Lost(lost.Batch.Count);
        else
        {
            counters.Drop(reason, lost.Requests);
            counters.Custom.Drop(reason, lost.Batch.Count - lost.Requests);
            queue.Done(lost.Batch.Count, lost.QueueBytes);
        }

        foreach (var key in lost.Keys)
            gaps.Add(key);
    }

    // Only after an answer: then storage has none of the open events, and under a new name none is taken for a duplicate.
    private void Rename()
    {
        _producer = new Producer(options.RingBytes, time);
        for (var i = 0; i < _open.Count; i++)
            _open[i] = _producer.Number(_open[i]);
    }
}
