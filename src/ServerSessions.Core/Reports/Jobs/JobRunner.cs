using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>Does a job of this process, and stores how it ended.</summary>
internal sealed class JobRunner(JobHeartbeat heartbeat, TimeProvider time, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan MaxTimeToStore = TimeSpan.FromSeconds(10);

    /// <summary>Does the work, unless the job was cancelled before. An exception of the work is stored as what ended it and thrown again.</summary>
    /// <param name="store">Where the job is stored, as one that waits.</param>
    /// <param name="held">The job.</param>
    /// <param name="work">Does the work and returns what its result changes.</param>
    /// <param name="stopped">The end of a job whose process or caller has gone.</param>
    /// <param name="stopping">Cancelled when the process or the caller goes.</param>
    public async Task RunAsync<T>(
        JobStore<T> store, HeldJob held, Func<CancellationToken, Task<Func<T, T>>> work, (JobState State, string Fault) stopped, CancellationToken stopping) where T : JobReport
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(held.Cancelled, stopping);
        try
        {
            var now = time.GetUtcNow();
            var began = await store.ChangeAsync(
                held.Id, job => job.State == JobState.Waiting ? job with { State = JobState.Running, StartedAt = now, SeenAt = now } : null, end.Token);
            if (began is not { State: JobState.Running })
                return;
            var result = await work(end.Token);
            await EndAsync(store, held, job => result(job) with { State = JobState.Done });
        }
        catch (Exception exception)
        {
            var (state, fault) = held.Cancelled.IsCancellationRequested ? (JobState.Cancelled, null) : stopping.IsCancellationRequested ? stopped : FaultOf(exception, held.Id);
            await EndAsync(store, held, job => job with { State = state, Fault = fault });
            throw;
        }
        finally
        {
            heartbeat.Release(held);
        }
    }

    private (JobState State, string? Fault) FaultOf(Exception exception, string id)
    {
        if (exception is ArgumentException)
            return (JobState.Failed, exception.Message);
        Log.JobFailed(logger, id, exception);
        return (JobState.Failed, exception is StorageUnavailableException ? "The storage did not answer." : "It ended with an error, which is in the log of its process.");
    }

    // Also when the process stops. Where it cannot be stored, the missing signs of life say that the job has ended.
    private async ValueTask EndAsync<T>(JobStore<T> store, HeldJob held, Func<T, T> change) where T : JobReport
    {
        using var limit = new CancellationTokenSource(MaxTimeToStore, time);
        try
        {
            var now = time.GetUtcNow();
            await store.ChangeAsync(
                held.Id, job => job.IsOpen ? change(job) with { EndedAt = now, SeenAt = now, Progress = held.Progress, Total = held.Total } : null, limit.Token);
        }
        catch (Exception exception)
        {
            Log.JobEndNotStored(logger, held.Id, exception);
        }
    }
}
