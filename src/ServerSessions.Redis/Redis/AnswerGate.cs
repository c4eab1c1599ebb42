namespace ServerSessions.Storage.Redis;

/// <summary>Whether calls of one kind are made: after a failure none is tried for a while, so that no answer waits for an unavailable server.</summary>
internal sealed class AnswerGate(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private bool _hasFailed;
    private long _failedAt;

    public bool IsOpen
    {
        get
        {
            lock (_lock) return !_hasFailed || time.GetElapsedTime(_failedAt) >= Pause;
        }
    }

    /// <summary>Whether that is news: the last call had succeeded.</summary>
    public bool Fail()
    {
        lock (_lock)
        {
            var isNews = !_hasFailed;
            (_hasFailed, _failedAt) = (true, time.GetTimestamp());
            return isNews;
        }
    }

    /// <summary>Whether that is news: the last call had failed.</summary>
    public bool Succeed()
    {
        lock (_lock)
        {
            var isNews = _hasFailed;
            _hasFailed = false;
            return isNews;
        }
    }
}
