namespace ServerSessions.Tests.Support;

/// <summary>
/// A clock that moves only by <see cref="Advance"/>. Timers fire in the order of their due times, and while one fires the clock
/// shows its due time. Ticks of the timestamp are odd on purpose: who takes them for ticks of a TimeSpan is found out.
/// </summary>
internal sealed class TestClock : TimeProvider
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<TestTimer> _timers = [];
    private readonly DateTimeOffset _start;
    private TimeSpan _elapsed;
    private TimeSpan _shift;
    private long _created;

    public TestClock(DateTimeOffset? start = null) => _start = (start ?? Epoch).ToUniversalTime();

    public override long TimestampFrequency => 10_000_019;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that wait to fire.</summary>
    public int Waiting
    {
        get { lock (_lock) return _timers.Count; }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _start + _elapsed + _shift;
    }

    public override long GetTimestamp()
    {
        lock (_lock) return 1_000_003 + (long)((Int128)_elapsed.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass: every timer that falls due in it fires, also those that a timer starts while it fires.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan end;
        lock (_lock) end = _elapsed + by;
        while (TakeDue(end) is { } timer)
            timer.Fire();
        lock (_lock)
        {
            if (end > _elapsed)
                _elapsed = end;
        }
    }

    /// <summary>The process stands still: time passes, and each timer that fell due in it fires once, at its end.</summary>
    public void Freeze(TimeSpan by)
    {
        List<TestTimer> due;
        lock (_lock)
        {
            _elapsed += by;
            due = [.. _timers.Where(t => t.Due <= _elapsed).OrderBy(t => (t.Due, t.Number))];
            foreach (var timer in due)
                if (timer.Period == Timeout.InfiniteTimeSpan)
                    _timers.Remove(timer);
                else
                    timer.Due = _elapsed + timer.Period;
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Sets the wall clock back or forth, as an administrator does; timers and timestamps do not notice.</summary>
    public void ShiftWall(TimeSpan by)
    {
        lock (_lock) _shift += by;
    }

    internal bool Schedule(TestTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            timer.Due = _elapsed + (dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero);
            _timers.Add(timer);
            return true;
        }
    }

    internal void Remove(TestTimer timer)
    {
        lock (_lock) _timers.Remove(timer);
    }

    private TestTimer? TakeDue(TimeSpan end)
    {
        lock (_lock)
        {
            var next = _timers.Count == 0 ? null : _timers.MinBy(t => (t.Due, t.Number));
            if (next is null || next.Due > end)
                return null;
            if (next.Due > _elapsed)
                _elapsed = next.Due;
            if (next.Period == Timeout.InfiniteTimeSpan)
                _timers.Remove(next);
            else
                next.Due += next.Period;
            return next;
        }
    }
}
