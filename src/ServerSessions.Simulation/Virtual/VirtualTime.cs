namespace ServerSessions.Simulation.Virtual;

/// <summary>A clock that moves only to the next timer, by a call; timers of the same moment fire in the order of their creation.</summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> _timers = new();
    private long _ticks;
    private long _made;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(_ticks);

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan)
            throw new NotSupportedException("Periodic timers are not supported.");
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it; false when there is none.</summary>
    public bool FireNext()
    {
        while (_timers.TryDequeue(out var timer, out var at))
        {
            if (timer.Due != at.Due)
                continue; // changed or disposed of since
            _ticks = at.Due;
            timer.Fire();
            return true;
        }

        return false;
    }

    internal long Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        var due = _ticks + Math.Max(0, dueTime.Ticks);
        _timers.Enqueue(timer, (due, _made++));
        return due;
    }
}
