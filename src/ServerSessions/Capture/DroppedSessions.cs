namespace ServerSessions.Capture;

/// <summary>
/// Sessions of which an event was dropped: the next recorded event of each carries the gap. Bounded, and every mark ages. Above the bound the
/// oldest marks become coarse: a slot of the key's hash then marks each session that falls into it, so that a session that may have lost an event
/// is never taken for a complete one.
/// </summary>
internal sealed class DroppedSessions(TimeProvider time)
{
    /// <summary>Marks that name one session.</summary>
    public const int MaxExact = 10_000;

    /// <summary>How long a mark holds: what a session had reached counts for its key's next one for a day.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int SlotBits = 18;

    private readonly Lock _gate = new();
    private readonly Dictionary<Pseudonym, LinkedListNode<(Pseudonym Key, long Until)>> _exact = [];
    private readonly LinkedList<(Pseudonym Key, long Until)> _oldestFirst = new();
    private readonly long _began = time.GetTimestamp();

    // Minutes since the beginning, by slot; a megabyte, and only after an overflow.
    private int[]? _coarse;
    private long _coarseUntil;
    private volatile bool _any;

    /// <summary>Whether any mark holds: all that a request reads as long as nothing is dropped.</summary>
    public bool Any => _any;

    /// <summary>Whether there are coarse marks, which also mark sessions that lost nothing.</summary>
    public bool IsCoarse
    {
        get
        {
            lock (_gate)
                return _coarse is not null;
        }
    }

    public void Add(Pseudonym key)
    {
        lock (_gate)
        {
            var now = Now();
            Age(now);
            if (_exact.Remove(key, out var before))
                _oldestFirst.Remove(before);
            _exact.Add(key, _oldestFirst.AddLast((key, now + (long)Kept.TotalSeconds)));
            if (_exact.Count > MaxExact)
                MakeCoarse(_oldestFirst.First!.Value);
            _any = true;
        }
    }

    /// <summary>Events were lost of sessions that are not known any more: each session may be one of them.</summary>
    public void AddUnknown()
    {
        lock (_gate)
        {
            var until = Now() + (long)Kept.TotalSeconds;
            Array.Fill(_coarse ??= new int[1 << SlotBits], Minutes(until));
            _coarseUntil = Minutes(until) * 60L;
            _any = true;
        }
    }

    /// <summary>Whether the session may miss an event. An exact mark is used up; a coarse one holds until it has aged.</summary>
    /// <param name="key">The session's key.</param>
    /// <param name="isNewKey">The key was made in this request, so nothing of it can be missing but what has an exact mark.</param>
    public bool Take(Pseudonym key, bool isNewKey = false)
    {
        lock (_gate)
        {
            var now = Now();
            Age(now);
            var was = _exact.Remove(key, out var mark);
            if (was)
                _oldestFirst.Remove(mark!);
            was |= !isNewKey && _coarse is not null && _coarse[Slot(key)] * 60L > now;
            _any = _exact.Count > 0 || _coarse is not null;
            return was;
        }
    }

    private void Age(long now)
    {
        while (_oldestFirst.First is { } oldest && oldest.Value.Until <= now)
        {
            _exact.Remove(oldest.Value.Key);
            _oldestFirst.RemoveFirst();
        }

        if (_coarse is not null && _coarseUntil <= now)
            _coarse = null;
    }

    private void MakeCoarse((Pseudonym Key, long Until) mark)
    {
        _exact.Remove(mark.Key);
        _oldestFirst.RemoveFirst();
        ref var slot = ref (_coarse ??= new int[1 << SlotBits])[Slot(mark.Key)];
        slot = Math.Max(slot, Minutes(mark.Until));
        _coarseUntil = Math.Max(_coarseUntil, slot * 60L);
    }

    private long Now() => (long)time.GetElapsedTime(_began).TotalSeconds;

    private static int Minutes(long seconds) => (int)((seconds + 59) / 60);

    private static int Slot(Pseudonym key) => (int)(((key.High ^ key.Low) * 0x9E37_79B9_7F4A_7C15) >> (64 - SlotBits));
}
