using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// Sessions whose first request was shed: the rest of them is shed too, so that no half journeys are made. Bounded by two generations. One that is forgotten is
/// recorded from then on; what it had reached is kept for a day where more than its first request was shed.
/// </summary>
internal sealed class ShedSessions(DroppedSessions gaps, TimeProvider time)
{
    /// <summary>Forgotten sessions of which is kept what they had reached.</summary>
    public const int MaxKept = 10_000;

    private const int MaxSessions = 16_384;
    private static readonly TimeSpan Generation = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<Pseudonym, ShedSession> _kept = [];
    private readonly Queue<(Pseudonym Key, long Since)> _keptOldestFirst = new();
    private Dictionary<Pseudonym, ShedSession> _young = [];
    private Dictionary<Pseudonym, ShedSession> _old = [];
    private long _since = time.GetTimestamp();
    private volatile bool _any;

    public bool Any => _any;

    public ShedMinutes Minutes { get; } = new();

    /// <summary>Sheds a session that begins.</summary>
    public void Add(Pseudonym key, ShedSession session)
    {
        lock (_gate)
        {
            Age();
            _young[key] = session;
            if (session.Made != 0)
                Minutes.NoteFirst(session.Made);
            _any = true;
        }
    }

    /// <summary>Why this session is shed; null when it is not.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="reached">The declared predecessor that the request reached; null for none.</param>
    public DropReason? Find(Pseudonym key, string? reached)
    {
        lock (_gate)
        {
            Age();
            if (!_young.TryGetValue(key, out var session) && !_old.Remove(key, out session))
                return null;
            _young[key] = session.With(reached);
            return session.Reason;
        }
    }

    /// <summary>From here on the session is recorded: what it was when it is remembered or kept, else null.</summary>
    public ShedSession? Take(Pseudonym key)
    {
        lock (_gate)
        {
            Age();
            return _young.Remove(key, out var session) || _old.Remove(key, out session) || _kept.Remove(key, out session) ? session : null;
        }
    }

    private void Age()
    {
        var now = time.GetTimestamp();
        if (_young.Count < MaxSessions && time.GetElapsedTime(_since, now) < Generation)
            return;
        _since = now;
        foreach (var (key, session) in _old)
            Forget(key, session, now);
        while (_keptOldestFirst.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since, now) >= DroppedSessions.Kept)
            _kept.Remove(_keptOldestFirst.Dequeue().Key);
        (_old, _young) = (_young, _old);
        _young.Clear();
        _any = _old.Count > 0;
    }

    // The minute says that the first request is missing. A key without a minute may be of a session under way.
    private void Forget(Pseudonym key, ShedSession session, long now)
    {
        if (session.Made == 0)
            gaps.Add(key);
        else if (session is { CameBack: true, Reached: not null })
            Keep(key, session, now);
    }

    private void Keep(Pseudonym key, ShedSession session, long now)
    {
        _kept[key] = session;
        _keptOldestFirst.Enqueue((key, now));
        if (_keptOldestFirst.Count > MaxKept && _kept.Remove(_keptOldestFirst.Dequeue().Key, out var lost))
            Minutes.NoteMore(lost.Made);
    }
}
