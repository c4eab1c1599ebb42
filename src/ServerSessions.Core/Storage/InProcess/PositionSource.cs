namespace ServerSessions.Storage.InProcess;

/// <summary>Creates positions that always rise, also when the clock is set back.</summary>
internal sealed class PositionSource(TimeProvider time)
{
    private StreamPosition _last;

    public StreamPosition Next()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        _last = now > _last.Milliseconds ? new StreamPosition(now, 0) : _last with { Counter = _last.Counter + 1 };
        return _last;
    }
}
