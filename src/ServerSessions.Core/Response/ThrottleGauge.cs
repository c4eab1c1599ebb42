namespace ServerSessions.Response;

/// <summary>Admits a number of requests a minute, the first few at once (generic cell rate algorithm), without a lock.</summary>
internal sealed class ThrottleGauge(int perMinute)
{
    private readonly TimeSpan _each = TimeSpan.FromMinutes(1) / perMinute;
    private long _next; // ticks (UTC) at which the bucket is empty again

    /// <summary>Returns zero when the request is admitted, otherwise how long to wait.</summary>
    public TimeSpan Take(DateTimeOffset now)
    {
        while (true)
        {
            var next = Volatile.Read(ref _next);
            var from = Math.Max(next, now.UtcTicks);
            var wait = from + _each.Ticks - now.UtcTicks - TimeSpan.TicksPerMinute;
            if (wait > 0)
                return TimeSpan.FromTicks(wait);
            if (Interlocked.CompareExchange(ref _next, from + _each.Ticks, next) == next)
                return TimeSpan.Zero;
        }
    }
}
