using System.Collections.Concurrent;
using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts;

/// <summary>
/// Calls the application's formatters and handlers. A call that hangs, even with its thread, costs its caller at most the time limit. The number of
/// calls that have not returned is limited for each target; above the limit, an attempt fails at once.
/// </summary>
internal sealed class TargetCalls
{
    /// <summary>Maximum number of calls that have not returned; twice the workers of a target.</summary>
    public const int MaxPending = 2 * TargetQueue.Workers;

    private readonly ConcurrentDictionary<string, int> _pending = new(StringComparer.Ordinal);

    /// <exception cref="OperationCanceledException">The call has not returned within the limit; a later result is ignored.</exception>
    /// <exception cref="TimeoutException">Too many earlier calls have not returned.</exception>
    public async Task<T> RunAsync<T>(string target, Func<Task<T>> call, CancellationToken limit)
    {
        if (_pending.AddOrUpdate(target, 1, static (_, count) => count + 1) > MaxPending)
        {
            Returned(target);
            throw new TimeoutException($"{MaxPending} earlier calls of {target} have not returned.");
        }

        var running = Task.Run(call, CancellationToken.None);
        // Observes the exception of a call whose caller no longer waits.
        _ = running.ContinueWith(
            (ended, calls) =>
            {
                _ = ended.Exception;
                ((TargetCalls)calls!).Returned(target);
            },
            this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return await running.WaitAsync(limit);
    }

    private void Returned(string target) => _pending.AddOrUpdate(target, 0, static (_, count) => count - 1);
}
