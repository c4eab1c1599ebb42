using Microsoft.Extensions.Logging;
using ServerSessions.Insights;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Digests;

/// <summary>Sends the weekly digest when it is due: one of the workers, once. The first one follows when the first due time after it was switched on has come.</summary>
internal sealed class DigestService(
    ISessionStorage storage, WeeklyDigest digest, DigestOptions options, InsightSettings settings, TimeProvider time, ILogger<DigestService> logger) : PeriodicWorker(time)
{
    private const string ProgressTable = "digest-weeks";

    private readonly WorkTurn _turn = new(storage, ProgressTable, WorkTurn.Short, "sent");
    private readonly DigestSchedule _schedule = new(options.Day, options.Hour, settings.Zone);

    /// <summary>Does what is due; false when nothing was, or another worker does it.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Webhooks.Count == 0)
            return false;
        var now = Time.GetUtcNow();
        var week = _schedule.Newest(now);
        var due = week.Due.ToUnixTimeSeconds() / 3600;
        var done = await _turn.ProgressAsync(cancellationToken);
        if (done?.To >= due || !await _turn.TakeAsync(now, cancellationToken))
            return false;
        if (done is not null)
            await digest.SendAsync(week, cancellationToken);
        await _turn.ProgressAsync(due, done?.Version ?? 0, cancellationToken);
        return done is not null;
    }

    protected override Task CheckAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    protected override void ReportFailure(Exception exception) => Log.DigestFailed(logger, exception);
}
