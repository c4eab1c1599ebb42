namespace ServerSessions.Model;

/// <summary>Unix microseconds (UTC), the unit of every stored time, and the public types beside it.</summary>
internal static class UnixTime
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToDate(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);

    public static long ToMicroseconds(this DateTimeOffset date) => (date.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TicksPerMicrosecond;

    public static long ToMicroseconds(this TimeSpan span) => span.Ticks / TicksPerMicrosecond;

    public static TimeSpan ToSpan(long microseconds) => new(microseconds * TicksPerMicrosecond);
}
