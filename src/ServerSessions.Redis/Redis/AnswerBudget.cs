namespace ServerSessions.Storage.Redis;

/// <summary>How much this process has in the shared storage: an answer counts until it expires, whoever reads it.</summary>
internal sealed class AnswerBudget(long maxBytes, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<int, DateTimeOffset> _kept = new();
    private long _bytes;

    /// <summary>False when it has no room.</summary>
    public bool TryTake(int bytes, TimeSpan life)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_kept.TryPeek(out var size, out var until) && until <= now)
            {
                _kept.Dequeue();
                _bytes -= size;
            }

            if (_bytes + bytes > maxBytes)
                return false;
            _bytes += bytes;
            _kept.Enqueue(bytes, now + life);
            return true;
        }
    }
}
