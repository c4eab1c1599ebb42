namespace ServerSessions.Storage.Redis;

/// <summary>
/// What this process has in the shared storage: an answer counts until it expires, whichever process reads it, with its key and the overhead of its entry.
/// </summary>
internal sealed class AnswerBudget(long maxBytes, TimeProvider time)
{
    // A hash of three fields, its places in the tables of keys and of expiries: 370 bytes by MEMORY USAGE of Redis 7.0 and two table entries, rounded up.
    private const int EntryBytes = 512;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<long, DateTimeOffset> _kept = new();
    private long _bytes;

    /// <summary>False when it has no room.</summary>
    /// <param name="key">Length of the key, in bytes.</param>
    /// <param name="content">Length of the answer, in bytes.</param>
    /// <param name="life">How long it is kept.</param>
    public bool TryTake(int key, int content, TimeSpan life)
    {
        // The allocator of Redis rounds up, by at most a quarter.
        var bytes = EntryBytes + key + content + (content / 4L);
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
