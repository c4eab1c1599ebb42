using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Thresholds;

/// <summary>When an hour is over, and its sessions have had the time to close, one of the workers compares the declared figures with their thresholds.</summary>
internal sealed class InsightAlertService(
    ISessionStorage storage, InsightAlerts alerts, JourneySettings settings, TimeProvider time, ILogger<InsightAlertService> logger) : BackgroundService
{
    private const string ProgressTable = "insight-alert-hours";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly WorkTurn _turn = new(storage, ProgressTable, "compared");

    /// <summary>Does what is due; false when nothing was, or another worker does it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The hour after the newest one whose sessions have had the time to close.
        var to = (now - settings.IdleTimeout - Margin).ToUnixTimeSeconds() / 3600;
        var done = await _turn.ProgressAsync(cancellationToken);
        if (done?.To >= to || !await _turn.TakeAsync(now, cancellationToken))
            return false;
        await alerts.CompareAsync(DateTimeOffset.UnixEpoch.AddHours(to), cancellationToken);
        await _turn.ProgressAsync(to, done?.Version ?? 0, cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look * (0.9 + (0.2 * Random.Shared.NextDouble())), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.ThresholdsFailed(logger, exception);
            }
        }
    }
}
