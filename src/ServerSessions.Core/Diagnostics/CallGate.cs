namespace ServerSessions.Diagnostics;

/// <summary>
/// A circuit breaker around a part of the application that is called within requests. While one call runs longer than <see cref="Limit"/>, or more than
/// <see cref="MaxSlow"/> run longer than <see cref="Slow"/>, further calls are skipped and counted; after a while, one call tries it again, and a call that
/// returns within the limit closes the circuit. A call that hangs is not interrupted.
/// </summary>
internal sealed class CallGate(string part, ApplicationFaults faults, TimeProvider time)
{
    public const int MaxSlow = 8;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    /// <summary>Time until one call tries again; each try that does not return within the limit doubles it.</summary>
    public static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    // Maximum number of concurrent calls that are tracked; these are enough to detect a hang.
    private const int Noted = 32;
    private const int Unnoted = -1;

    private readonly Lock _lock = new();
    private long[]? _running = new long[Noted]; // null while calls are skipped
    private long _tryAt;
    private TimeSpan _wait = TryAgain;

    public string Part => part;

    /// <returns>False when the call must be skipped, which is counted; otherwise <see cref="Leave"/> follows.</returns>
    public bool TryEnter(out GatedCall call)
    {
        var now = Math.Max(1, time.GetTimestamp());
        var running = Volatile.Read(ref _running);
        var place = Unnoted;
        if (running is null ? MayTry(now) : !Hangs(running, now))
        {
            if (running is not null)
                place = Note(running, now);
            call = new GatedCall(running, place, now);
            return true;
        }

        faults.Count(part);
        call = default;
        return false;
    }

    public void Leave(in GatedCall call)
    {
        if (call.Place >= 0)
            Volatile.Write(ref call.Running![call.Place], 0);
        else if (call.Running is null && time.GetElapsedTime(call.Began) <= Limit)
            lock (_lock)
                (_running, _wait) = (_running ?? new long[Noted], TryAgain);
    }

    private bool MayTry(long now)
    {
        lock (_lock)
        {
            if (_running is null && now < _tryAt)
                return false;
            Wait(now, _wait * 2 < MaxWait ? _wait * 2 : MaxWait);
            return true;
        }
    }

    private bool Hangs(long[] running, long now)
    {
        var slow = 0;
        foreach (ref var began in running.AsSpan())
        {
            var since = Volatile.Read(ref began);
            var ran = since == 0 ? TimeSpan.Zero : time.GetElapsedTime(since, now);
            if (ran > Slow && (++slow > MaxSlow || ran > Limit))
                return Open(running, now);
        }

        return false;
    }

    // The hanging calls keep the old array, which later calls do not use.
    private bool Open(long[] running, long now)
    {
        lock (_lock)
        {
            if (_running != running)
                return true;
            _running = null;
            Wait(now, TryAgain);
        }

        faults.Skipping(part, running.Count(began => began != 0), TryAgain);
        return true;
    }

    private void Wait(long now, TimeSpan wait) => (_wait, _tryAt) = (wait, now + (long)(wait.TotalSeconds * time.TimestampFrequency));

    private static int Note(long[] running, long now)
    {
        // Threads start at different places, to reduce contention.
        var first = Environment.CurrentManagedThreadId;
        for (var i = 0; i < Noted; i++)
        {
            var place = (first + i) % Noted;
            if (Volatile.Read(ref running[place]) == 0 && Interlocked.CompareExchange(ref running[place], now, 0) == 0)
                return place;
        }

        return Unnoted;
    }
}
