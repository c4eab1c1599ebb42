using Microsoft.Extensions.Hosting;

namespace ServerSessions.Journeys.Workers;

/// <summary>Checks about once a minute whether work is due, at a slightly different time on each node, and goes on after a failure.</summary>
internal abstract class PeriodicWorker(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>The clock of the work.</summary>
    protected TimeProvider Time => time;

    /// <summary>Does the work that is due, if any.</summary>
    protected abstract Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Reports that the work has failed; it is tried again at the next check.</summary>
    protected abstract void ReportFailure(Exception exception);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval * (0.9 + (0.2 * Random.Shared.NextDouble())), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await CheckAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                ReportFailure(exception);
            }
        }
    }
}
