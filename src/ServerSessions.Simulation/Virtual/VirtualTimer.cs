namespace ServerSessions.Simulation.Virtual;

/// <summary>A wait in virtual time.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    private const long Never = -1;

    public long Due { get; private set; } = Never;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime == Timeout.InfiniteTimeSpan ? Never : time.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        Due = Never;
        callback(state);
    }

    public void Dispose() => Due = Never;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
