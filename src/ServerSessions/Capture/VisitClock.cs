using ServerSessions.Model;

namespace ServerSessions.Capture;

/// <summary>
/// Start of a request by both clocks, of which one is read. The system's wall clock is read again every tenth of a second and continues by the timestamp between;
/// any other provider is read each time.
/// </summary>
internal sealed class VisitClock(TimeProvider time)
{
    private const int ReadingsPerSecond = 10;
    private const int MaxBetween = 20;

    private readonly bool _isSystem = ReferenceEquals(time, TimeProvider.System);
    private readonly long _frequency = time.TimestampFrequency;
    private Reading? _last;

    public long Now() => time.GetUtcNow().ToMicroseconds();

    /// <summary>Unix microseconds, and the timestamp that durations are measured from.</summary>
    public (long Time, long Timestamp) Start()
    {
        var timestamp = time.GetTimestamp();
        if (!_isSystem)
            return (Now(), timestamp);
        var last = Volatile.Read(ref _last);
        var since = timestamp - (last?.Timestamp ?? 0);
        return last is null || since < 0 || since * ReadingsPerSecond >= _frequency ? Read(timestamp) : (last.Time + Microseconds(since), timestamp);
    }

    /// <summary>Microseconds since a timestamp.</summary>
    public long Since(long timestamp) => _isSystem ? Microseconds(time.GetTimestamp() - timestamp) : (long)time.GetElapsedTime(timestamp).TotalMicroseconds;

    private (long Time, long Timestamp) Read(long timestamp)
    {
        var now = Now();
        // Where something came between the two clocks, the reading is good for this request alone.
        if (Since(timestamp) <= MaxBetween)
            Volatile.Write(ref _last, new Reading(now, timestamp));
        return (now, timestamp);
    }

    private long Microseconds(long ticks) => _frequency == 1_000_000_000 ? ticks / 1000 : (long)((Int128)ticks * 1_000_000 / _frequency);

    private sealed record Reading(long Time, long Timestamp);
}
