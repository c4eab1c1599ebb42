namespace ServerSessions.Storage;

/// <summary>
/// Wakes those who wait for an append. One that happens while nobody waits wakes the next who comes, so that none is missed
/// between reading and waiting.
/// </summary>
internal sealed class AppendSignal(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiters;
    private bool _pending;
    private int _waiting;

    public void Set()
    {
        TaskCompletionSource? waiters;
        lock (_lock)
        {
            waiters = _waiters;
            _waiters = null;
            _pending = waiters is null;
        }

        waiters?.SetResult();
    }

    public async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task woken;
        lock (_lock)
        {
            if (_pending)
            {
                _pending = false;
                return;
            }

            _waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            woken = _waiters.Task;
            _waiting++;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(woken, Task.Delay(atMost > TimeSpan.Zero ? atMost : TimeSpan.Zero, time, stop.Token));
        await stop.CancelAsync();
        lock (_lock)
        {
            // Who has given up waiting hears nothing any more: the next signal is for who comes then.
            if (--_waiting == 0)
                _waiters = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
