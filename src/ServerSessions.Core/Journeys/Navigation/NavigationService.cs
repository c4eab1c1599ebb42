using Microsoft.Extensions.Logging;
using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys.Workers;

namespace ServerSessions.Journeys.Navigation;

/// <summary>
/// When an hour is over, and its sessions have had the time to close, one of the workers packs it and judges it. Repeating any part gives the same result; what a
/// worker leaves unfinished, the next one does again.
/// </summary>
internal sealed class NavigationService(
    NavigationHours hours, NavigationAlerts alerts, JourneySettings settings, InsightSettings insights, TimeProvider time,
    ILogger<NavigationService> logger) : PeriodicWorker(time)
{
    // Sessions that began in an hour may go on for long: a day later it is packed once more, with all of them.
    private const int SettledAfter = 25;
    private const int MaxAtOnce = 24;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>Does what is due; false when nothing was, or another worker is at it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        // The hour after the newest one whose sessions have had the time to close.
        var to = HourOf(now - settings.IdleTimeout - Margin);
        var judged = await hours.Turn.ProgressAsync(cancellationToken);
        if (judged?.To >= to || !await hours.Turn.TakeAsync(now, cancellationToken))
            return false;
        var from = Math.Max(judged?.To ?? long.MinValue, to - (NavigationHours.WeeksKept * 7 * 24));
        if (to - from > NavigationFold.RollupDays * 24 - SettledAfter)
        {
            await hours.PackJourneysAsync(from, to, cancellationToken);
        }
        else
        {
            await hours.PackAsync(from - SettledAfter, to - SettledAfter, cancellationToken);
            await hours.PackAsync(from, to, cancellationToken);
        }

        if (await hours.FirstAsync(cancellationToken) is { } first)
        {
            // What is long past is no alert any more.
            var judge = Math.Max(from, to - MaxAtOnce);
            var known = await hours.ReadForAsync(judge, to, insights.Zone, cancellationToken);
            foreach (var anomaly in NavigationReplay.Run(known, first, judge, to, insights.Zone))
                await alerts.RaiseAsync(anomaly, cancellationToken);
        }

        await hours.ForgetAsync(to - (NavigationHours.WeeksKept * 7 * 24), cancellationToken);
        await hours.Turn.ProgressAsync(to, judged?.Version ?? 0, cancellationToken);
        return true;
    }

    protected override Task CheckAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    protected override void ReportFailure(Exception exception) => Log.NavigationFailed(logger, exception);

    private static long HourOf(DateTimeOffset date) => date.ToUnixTimeSeconds() / 3600;
}
