using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// When subjects must be checked without an event. The queue keeps stale times of a subject until they come up; the newest time in the dictionary is the valid one.
/// A time that only moves later stays in the queue and is checked again then.
/// </summary>
internal sealed class DueTimes
{
    private const int Slack = 1_024;

    private readonly PriorityQueue<LiveKey, long> _queue = new();
    private readonly Dictionary<LiveKey, long> _scheduled = [];

    public void Add(LiveKey key, long due)
    {
        if (_scheduled.TryGetValue(key, out var at) && at <= due)
            return;
        _scheduled[key] = due;
        _queue.Enqueue(key, due);
        // Under a flood, what has left long before its time would be most of the queue.
        if (_queue.Count <= (2 * _scheduled.Count) + Slack)
            return;
        _queue.Clear();
        _queue.EnqueueRange(_scheduled.Select(s => (s.Key, s.Value)));
    }

    /// <summary>Number of entries in the queue, including stale ones.</summary>
    public int QueueCount => _queue.Count;

    public void Remove(LiveKey key) => _scheduled.Remove(key);

    /// <summary>Takes the subject that has been due the longest; false when none is.</summary>
    public bool TryTake(long now, out LiveKey key, out long at)
    {
        while (_queue.TryPeek(out key, out at) && at <= now)
        {
            _queue.Dequeue();
            if (!_scheduled.TryGetValue(key, out var due) || due != at)
                continue;
            _scheduled.Remove(key);
            return true;
        }

        return false;
    }
}
