using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Thresholds;

/// <summary>When an hour is over, and its sessions have had the time to close, one of the workers compares the declared figures with their thresholds.</summary>
internal sealed class InsightAlertService(
    ISessionStorage storage, InsightAlerts alerts, JourneySettings settings, TimeProvider time, ILogger<InsightAlertService> logger) : PeriodicWorker(time)
{
    private const string ProgressTable = "insight-alert-hours";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    private readonly WorkTurn _turn = new(storage, ProgressTable, WorkTurn.Short, "compared");

    /// <summary>Does what is due; false when nothing was, or another worker does it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        // The hour after the newest one whose sessions have had the time to close.
        var to = (now - settings.IdleTimeout - Margin).ToUnixTimeSeconds() / 3600;
        var done = await _turn.ProgressAsync(cancellationToken);
        if (done?.To >= to || !await _turn.TakeAsync(now, cancellationToken))
            return false;
        await alerts.CompareAsync(DateTimeOffset.UnixEpoch.AddHours(to), cancellationToken);
        await _turn.ProgressAsync(to, done?.Version ?? 0, cancellationToken);
        return true;
    }

    protected override Task CheckAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    protected override void ReportFailure(Exception exception) => Log.ThresholdsFailed(logger, exception);
}
