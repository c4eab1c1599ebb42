using ServerSessions.Model;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// The bounded queue between requests and the flusher. A request puts a value into an array under a short lock and continues; the flusher takes the whole array by a
/// timer. No request waits, and an event wakes only a flusher that sleeps after a second without events.
/// </summary>
internal sealed class EventQueue(int capacity, long maxBytes)
{
    /// <summary>Approximate size of an event without details in the queue, in bytes.</summary>
    public const int EventBytes = 192;

    private readonly Lock _gate = new();
    private RequestEvent[] _filling = new RequestEvent[Math.Min(1024, capacity)];
    private RequestEvent[] _spare = new RequestEvent[Math.Min(1024, capacity)];
    private int _count;
    private long _bytes;

    // Events that the flusher has taken and storage has not: they count against the bounds until storage has them.
    private int _pending;
    private long _pendingBytes;
    private TaskCompletionSource? _sleeper;

    public int Count
    {
        get
        {
            lock (_gate)
                return _count + _pending;
        }
    }

    /// <summary>Approximate size of waiting events in bytes, encoded or not.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes + _pendingBytes;
        }
    }

    /// <summary>How full the queue is by events or bytes, whichever is more: 0 to 1.</summary>
    public double Usage
    {
        get
        {
            lock (_gate)
                return Math.Max((_count + _pending) / (double)capacity, (_bytes + _pendingBytes) / (double)maxBytes);
        }
    }

    /// <summary>Whether a flusher that has gone to rest is woken by the next event.</summary>
    public bool IsAwaited
    {
        get
        {
            lock (_gate)
                return _sleeper is not null;
        }
    }

    /// <summary>Puts an event into the queue; false when it is full.</summary>
    public bool TryAdd(in RequestEvent e)
    {
        var bytes = Size(e);
        TaskCompletionSource? sleeper;
        lock (_gate)
        {
            if (_count + _pending >= capacity || _bytes + _pendingBytes + bytes > maxBytes)
                return false;
            if (_count == _filling.Length)
                Array.Resize(ref _filling, Math.Min(capacity, 2 * _filling.Length));
            _filling[_count++] = e;
            _bytes += bytes;
            sleeper = _sleeper;
            if (sleeper is null)
                return true;
            _sleeper = null;
        }

        sleeper.SetResult();
        return true;
    }

    /// <summary>Completes when there is an event: for a flusher that sleeps. While the flusher is awake, an event wakes nothing.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (_count > 0)
                return Task.CompletedTask;
            _sleeper ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sleeper.Task;
        }
    }

    /// <summary>Removes all events and returns them. The segment is valid until the next call; <see cref="Done"/> releases its bytes.</summary>
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
        foreach (var step in detail.ReachedBefore ?? [])
            chars += step.Length;
        foreach (var (name, value) in detail.Properties ?? [])
            chars += name.Length + value.Length;
        foreach (var click in detail.Browser?.Clicks ?? [])
            chars += click.Element.Length;
        foreach (var field in detail.Browser?.Fields ?? [])
            chars += field.Name.Length;
        return EventBytes + 128 + (2 * chars);
    }
}
