using System.Diagnostics;

namespace ServerSessions.Chaos.Webhooks;

/// <summary>Time that passes many times as fast, equal in every process that has its beginning: a schedule of hours is tried in seconds.</summary>
internal sealed class FastTime(DateTimeOffset since, int times) : TimeProvider
{
    public override long TimestampFrequency => Stopwatch.Frequency;

    public override DateTimeOffset GetUtcNow() => since + ((System.GetUtcNow() - since) * times);

    public override long GetTimestamp() => Stopwatch.GetTimestamp() * times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Short(dueTime), Short(period));

    private TimeSpan Short(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / times));
}
