namespace ServerSessions.Reports.Jobs;

/// <summary>The replays that wait in this process, in their order.</summary>
internal sealed class ReplayQueue
{
    /// <summary>Maximum number of replays that wait.</summary>
    public const int Capacity = 10;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _added = new(0);
    private List<(HeldJob Job, ReplayReport Replay)> _waiting = [];
    private int _reserved;

    /// <summary>Takes a place; false when none is free.</summary>
    public bool TryReserve()
    {
        lock (_lock)
        {
            if (_reserved + _waiting.Count >= Capacity)
                return false;
            _reserved++;
            return true;
        }
    }

    /// <summary>Gives a place back that no replay took.</summary>
    public void Leave()
    {
        lock (_lock)
            _reserved--;
    }

    /// <summary>Adds a replay in a place that was taken.</summary>
    public void Add(HeldJob job, ReplayReport replay)
    {
        lock (_lock)
        {
            _reserved--;
            _waiting.Add((job, replay));
        }

        _added.Release();
    }

    /// <summary>Takes those out that were cancelled while they waited.</summary>
    public IReadOnlyList<HeldJob> TakeCancelled()
    {
        lock (_lock)
        {
            var cancelled = _waiting.Where(w => w.Job.Cancelled.IsCancellationRequested).Select(w => w.Job).ToList();
            if (cancelled.Count > 0)
                _waiting = [.. _waiting.Where(w => !cancelled.Contains(w.Job))];
            return cancelled;
        }
    }

    /// <summary>Takes the first; null when none waits.</summary>
    public (HeldJob Job, ReplayReport Replay)? TryTake()
    {
        lock (_lock)
        {
            if (_waiting is not [var first, ..])
                return null;
            _waiting.RemoveAt(0);
            return first;
        }
    }

    /// <summary>Returns when a replay was added since the last call.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _added.WaitAsync(cancellationToken);
}
