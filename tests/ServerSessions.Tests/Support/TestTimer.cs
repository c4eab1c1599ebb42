namespace ServerSessions.Tests.Support;

/// <summary>A timer of a <see cref="TestClock"/>.</summary>
internal sealed class TestTimer(TestClock clock, TimerCallback callback, object? state, long number) : ITimer
{
    private volatile bool _disposed;

    /// <summary>Of two timers that are due together the one that was created first fires first.</summary>
    public long Number => number;

    public TimeSpan Due { get; set; }

    public TimeSpan Period { get; set; } = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period) => !_disposed && clock.Schedule(this, dueTime, period);

    public void Fire()
    {
        if (!_disposed)
            callback(state);
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
