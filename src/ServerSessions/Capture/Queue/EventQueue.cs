using ServerSessions.Model;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// The bounded queue between requests and the flusher. A request puts a value into an array under a short lock and goes; the
/// flusher takes the whole array by a timer. Nobody waits and nobody is woken.
/// </summary>
internal sealed class EventQueue(int capacity, long maxBytes)
{
    /// <summary>What an event without details takes in the queue, about.</summary>
    public const int EventBytes = 192;

    private readonly Lock _gate = new();
    private RequestEvent[] _filling = new RequestEvent[Math.Min(1024, capacity)];
    private RequestEvent[] _spare = new RequestEvent[Math.Min(1024, capacity)];
    private int _count;
    private long _bytes;

    // What the flusher has taken and storage has not: it counts against the bounds until it is done.
    private int _pending;
    private long _pendingBytes;

    public int Count
    {
        get
        {
            lock (_gate)
                return _count + _pending;
        }
    }

    /// <summary>Puts an event into the queue; false when it is full.</summary>
    public bool TryAdd(in RequestEvent e)
    {
        var bytes = Size(e);
        lock (_gate)
        {
            if (_count + _pending >= capacity || _bytes + _pendingBytes + bytes > maxBytes)
                return false;
            if (_count == _filling.Length)
                Array.Resize(ref _filling, Math.Min(capacity, 2 * _filling.Length));
            _filling[_count++] = e;
            _bytes += bytes;
            return true;
        }
    }

    /// <summary>Takes everything; the segment is the caller's until it takes again. What it took is given back by <see cref="Done"/>.</summary>
    public ArraySegment<RequestEvent> Take()
    {
        lock (_gate)
        {
            if (_count == 0)
                return ArraySegment<RequestEvent>.Empty;
            var taken = new ArraySegment<RequestEvent>(_filling, 0, _count);
            (_filling, _spare) = (_spare, _filling);
            _pending += _count;
            _pendingBytes += _bytes;
            _count = 0;
            _bytes = 0;
            return taken;
        }
    }

    /// <summary>Events that were taken are in storage or given up: their room is free again.</summary>
    public void Done(int events, long bytes)
    {
        lock (_gate)
        {
            _pending -= events;
            _pendingBytes -= bytes;
        }
    }

    public static long Size(in RequestEvent e)
    {
        if (e.Detail is not { } detail)
            return EventBytes;
        var chars = (detail.Policy?.Length ?? 0) + (detail.ErrorType?.Length ?? 0) + (detail.Referrer?.Length ?? 0) + (detail.Trace?.Length ?? 0);
        foreach (var field in detail.Fields ?? [])
            chars += field.Length;
        foreach (var (name, value) in detail.Properties ?? [])
            chars += name.Length + value.Length;
        return EventBytes + 128 + (2 * chars);
    }
}
