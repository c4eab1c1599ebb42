namespace ServerSessions.Storage;

/// <summary>
/// Wakes waiters after an append. With no waiter, the signal stays set for the next one, so that no append is missed
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
            // With no waiter left, the signal is for the next one.
            if (--_waiting == 0)
                _waiters = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
