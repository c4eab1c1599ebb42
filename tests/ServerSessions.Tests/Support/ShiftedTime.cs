namespace ServerSessions.Tests.Support;

/// <summary>The system's clock, whose date can be moved on; timers run as ever.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long _ticks;

    public void Shift(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));
}
