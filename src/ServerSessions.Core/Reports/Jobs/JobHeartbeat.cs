using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>Stores the progress of the jobs of this process every two seconds, and ends those that a person has cancelled on any process.</summary>
internal sealed class JobHeartbeat(ISessionStorage storage, TimeProvider time, ILogger<JobHeartbeat> logger) : BackgroundService
{
    private const string Topic = "jobs";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, HeldJob> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps a job of this process alive until it is released.</summary>
    public async ValueTask<HeldJob> HoldAsync<T>(JobStore<T> store, string id, CancellationToken cancellationToken) where T : JobReport
    {
        var job = new HeldJob(id, async (held, token) => await store.ChangeAsync(
            id, stored => stored.IsOpen ? stored with { SeenAt = time.GetUtcNow(), Progress = held.Progress, Total = held.Total } : null, token) is { IsCancelRequested: false });
        _held[id] = job;
        try
        {
            await WakeAsync(cancellationToken);
        }
        catch
        {
            Release(job);
            throw;
        }

        return job;
    }

    /// <summary>Ends the signs of life of a job. What is stored of it stays as it is.</summary>
    public void Release(HeldJob job)
    {
        _held.TryRemove(job.Id, out _);
        job.Dispose();
    }

    /// <summary>Lets every process look at its jobs now.</summary>
    public ValueTask WakeAsync(CancellationToken cancellationToken) => storage.PublishAsync(Topic, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isFailing = false; !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await storage.WaitForAsync(Topic, _held.IsEmpty ? Idle : Beat, stoppingToken);
                foreach (var job in _held.Values)
                    await job.BeatAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                if (!isFailing)
                    Log.JobsUnseen(logger, exception);
                isFailing = true;
                await Task.Delay(Beat, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
