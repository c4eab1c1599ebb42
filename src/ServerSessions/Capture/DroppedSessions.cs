namespace ServerSessions.Capture;

/// <summary>Sessions of which an event was dropped: the next one says so. Bounded; above it a session's gap goes unsaid, the drop is counted all the same.</summary>
internal sealed class DroppedSessions
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<Pseudonym> _keys = [];
    private volatile bool _any;

    public bool Any => _any;

    public void Add(Pseudonym key)
    {
        lock (_gate)
        {
            if (_keys.Count < Most)
                _keys.Add(key);
            _any = true;
        }
    }

    public bool Take(Pseudonym key)
    {
        lock (_gate)
        {
            var was = _keys.Remove(key);
            _any = _keys.Count > 0;
            return was;
        }
    }
}
