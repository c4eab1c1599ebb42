namespace ServerSessions.Tests.Support;

/// <summary>Application code that does not return until the test lets it.</summary>
internal sealed class StuckCall : IDisposable
{
    private readonly ManualResetEventSlim _released = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A call is stuck.</summary>
    public Task Entered => _entered.Task;

    /// <summary>A stuck call has returned.</summary>
    public Task Left => _left.Task;

    public void Hang()
    {
        _entered.TrySetResult();
        _released.Wait();
        _left.TrySetResult();
    }

    public void Release() => _released.Set();

    // Not the event itself: a thread may still wait for it.
    public void Dispose() => Release();
}
