namespace ServerSessions.Capture.Queue;

/// <summary>
/// The last batches that storage acknowledged, for when it turns out that it lost them: a promoted replica never had the old primary's
/// newest writes. Bounded in bytes; of what is pushed out the sessions stay known for a while, so that they can say what they miss.
/// </summary>
internal sealed class AcknowledgedRing(long maxBytes, TimeProvider time)
{
    /// <summary>Older than this when a newer one comes, a batch leaves: no failover takes longer to be noticed by the next append.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private const int KeysKept = 4096;

    private readonly Queue<PendingBatch> _batches = new();
    private readonly Queue<(long Last, Pseudonym[] Keys)> _forgotten = new();
    private int _forgottenKeys;
    private long _unknownUpTo;

    /// <summary>Approximate size of its batches in memory, in bytes.</summary>
    public long Bytes { get; private set; }

    public void Add(PendingBatch batch)
    {
        var now = time.GetTimestamp();
        _batches.Enqueue(batch with { Since = now });
        Bytes += batch.Bytes;
        while (_batches.TryPeek(out var oldest) && (Bytes > maxBytes || time.GetElapsedTime(oldest.Since, now) > Kept))
            Forget(_batches.Dequeue());
    }

    /// <summary>Takes out the batches after a sequence, oldest first.</summary>
    public List<PendingBatch> TakeAfter(long sequence)
    {
        var taken = _batches.Where(b => b.Batch.FirstSequence > sequence).ToList();
        for (var left = _batches.Count; left > 0; left--)
            if (_batches.Dequeue() is var batch && batch.Batch.FirstSequence <= sequence)
                _batches.Enqueue(batch);
        Bytes -= taken.Sum(b => b.Bytes);
        return taken;
    }

    /// <summary>Sessions of what was pushed out and is after a sequence.</summary>
    public IEnumerable<Pseudonym> SessionsAfter(long sequence) => _forgotten.Where(f => f.Last > sequence).SelectMany(f => f.Keys);

    /// <summary>Whether batches after a sequence were pushed out whose sessions are forgotten too.</summary>
    public bool HasForgottenAfter(long sequence) => _unknownUpTo > sequence;

    private void Forget(PendingBatch batch)
    {
        Bytes -= batch.Bytes;
        _forgotten.Enqueue((batch.Batch.LastSequence, batch.Keys));
        _forgottenKeys += batch.Keys.Length;
        while (_forgottenKeys > KeysKept)
        {
            var (last, keys) = _forgotten.Dequeue();
            _forgottenKeys -= keys.Length;
            _unknownUpTo = last;
        }
    }
}
