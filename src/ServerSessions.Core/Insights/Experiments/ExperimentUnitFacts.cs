namespace ServerSessions.Insights.Experiments;

/// <summary>The facts of one unit that are kept until the readout decides which of them count. Times are Unix microseconds.</summary>
internal sealed class ExperimentUnitFacts(int variants, int goals)
{
    public const int Unseen = -1;
    public const int Crossed = -2;

    // Only the first conversion after the first exposure counts, and an earlier exposure may still be found: several are kept.
    private const int MaxTimes = 16;

    private readonly long[] _exposed = [.. Enumerable.Repeat(long.MaxValue, variants)];
    private readonly List<long>?[] _reached = new List<long>?[goals];
    private List<(int Bucket, int Count)>? _server; // few, and there are many units

    private long _evident = long.MaxValue;
    private SessionActor _actor;

    public int Sessions { get; set; }
    public int Abandoned { get; set; }
    public int Steps { get; set; }
    public int Errors { get; set; }
    public int Friction { get; set; }

    /// <summary>Our own time of each step, by bucket of the log-scaled histogram.</summary>
    public IReadOnlyList<(int Bucket, int Count)> Server => _server ?? (IReadOnlyList<(int, int)>)[];

    /// <summary>The variant that it saw; or that it saw none, or several.</summary>
    public int Variant
    {
        get
        {
            var seen = Unseen;
            for (var v = 0; v < _exposed.Length; v++)
                if (_exposed[v] != long.MaxValue)
                    seen = seen == Unseen ? v : Crossed;
            return seen;
        }
    }

    /// <summary>What the unit was known to be before its first exposure.</summary>
    public SessionActor Actor => _evident <= _exposed.Min() ? _actor : SessionActor.Person;

    /// <summary>It was evident from this time on that the unit is no person; the earliest time counts, and of one time the higher actor.</summary>
    public void Know(SessionActor actor, long time)
    {
        if (time < _evident || (time == _evident && actor > _actor))
            (_evident, _actor) = (time, actor);
    }

    public void Expose(int variant, long time) => _exposed[variant] = Math.Min(_exposed[variant], time);

    public void Reach(int goal, long time)
    {
        var times = _reached[goal] ??= [];
        var at = times.BinarySearch(time);
        if (at >= 0)
            return;
        times.Insert(~at, time);
        // The newest goes last: whatever the exposure, the first after it is among the rest, or the newest one is after it too.
        if (times.Count > MaxTimes)
            times.RemoveAt(MaxTimes - 1);
    }

    public void Serve(int bucket, int count)
    {
        _server ??= [];
        var at = _server.FindIndex(s => s.Bucket == bucket);
        if (at < 0)
            _server.Add((bucket, count));
        else
            _server[at] = (bucket, _server[at].Count + count);
    }

    /// <summary>Microseconds from the exposure to the first time that the goal was reached after it; null when it was not.</summary>
    public long? Converted(int goal, int variant)
    {
        foreach (var time in _reached[goal] ?? [])
            if (time > _exposed[variant])
                return time - _exposed[variant];
        return null;
    }

    public void Merge(ExperimentUnitFacts other)
    {
        for (var v = 0; v < _exposed.Length; v++)
            Expose(v, other._exposed[v]);
        for (var g = 0; g < _reached.Length; g++)
            foreach (var time in other._reached[g] ?? [])
                Reach(g, time);
        foreach (var (bucket, count) in other.Server)
            Serve(bucket, count);
        Know(other._actor, other._evident);
        Sessions += other.Sessions;
        Abandoned += other.Abandoned;
        Steps += other.Steps;
        Errors += other.Errors;
        Friction += other.Friction;
    }
}
