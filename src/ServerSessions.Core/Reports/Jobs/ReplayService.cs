using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Reports.History;

namespace ServerSessions.Reports.Jobs;

/// <summary>Runs the replays of this process, one after the other.</summary>
internal sealed class ReplayService(
    ReplayQueue queue, ReplayStore store, JobRunner runner, HistoryReplay history, DetectorReports detectors, ReplayExamples examples, ILogger<ReplayService> logger) : BackgroundService
{
    private static readonly (JobState, string) Stopped = (JobState.Failed, "The process stopped before the replay was done.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // Those that still wait when the process stops are taken too, so that their end is stored.
            while (queue.TryTake() is var (job, replay))
                await TryAsync(job, replay, stoppingToken);
            if (stoppingToken.IsCancellationRequested)
                return;
            await queue.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryAsync(HeldJob job, ReplayReport replay, CancellationToken stoppingToken)
    {
        try
        {
            await RunAsync(job, replay, stoppingToken);
        }
        catch (Exception exception)
        {
            // How it ended is stored.
            Log.ReplayEnded(logger, replay.Id, exception.Message);
        }
    }

    private async Task RunAsync(HeldJob job, ReplayReport replay, CancellationToken stoppingToken)
    {
        await runner.RunAsync(store, job, async cancellationToken =>
        {
            var detector = detectors.Find(replay.Rule) ?? throw new ArgumentException($"There is no rule {replay.Rule} any more.");
            var result = await history.RunAsync(detector, replay.From, replay.To, Report, cancellationToken);
            job.Report(result.Journeys, result.Journeys);
            return stored => stored with { Result = result, Findings = result.Fired };
        }, Stopped, stoppingToken);
        await examples.ForgetErasedAsync(job.Id, stoppingToken);

        ValueTask Report(DetectorReplayProgress progress)
        {
            job.Report(progress.Journeys, progress.Of);
            return default;
        }
    }
}
