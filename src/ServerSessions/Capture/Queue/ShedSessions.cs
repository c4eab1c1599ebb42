using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// Sessions whose first request was shed: the rest of them is shed too, so that no half journeys are made. Bounded by two generations;
/// one that is forgotten is recorded from then on, with the gap that it has.
/// </summary>
internal sealed class ShedSessions(DroppedSessions gaps, TimeProvider time)
{
    private const int MaxSessions = 16_384;
    private static readonly TimeSpan Generation = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private Dictionary<Pseudonym, DropReason> _young = [];
    private Dictionary<Pseudonym, DropReason> _old = [];
    private long _since = time.GetTimestamp();
    private volatile bool _any;

    public bool Any => _any;

    public void Add(Pseudonym key, DropReason reason)
    {
        lock (_gate)
        {
            Age();
            _young[key] = reason;
            _any = true;
        }
    }

    /// <summary>Why this session is shed; null when it is not.</summary>
    public DropReason? Find(Pseudonym key)
    {
        lock (_gate)
        {
            Age();
            if (_young.TryGetValue(key, out var reason))
                return reason;
            if (!_old.Remove(key, out reason))
                return null;
            _young[key] = reason;
            return reason;
        }
    }

    /// <summary>A user has signed in: from here on the session is recorded.</summary>
    public bool Remove(Pseudonym key)
    {
        lock (_gate)
            return _young.Remove(key) | _old.Remove(key);
    }

    private void Age()
    {
        var now = time.GetTimestamp();
        if (_young.Count < MaxSessions && time.GetElapsedTime(_since, now) < Generation)
            return;
        _since = now;
        foreach (var forgotten in _old.Keys)
            gaps.Add(forgotten);
        (_old, _young) = (_young, _old);
        _young.Clear();
        _any = _old.Count > 0;
    }
}
