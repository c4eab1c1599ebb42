using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Journeys.Workers;
using ServerSessions.Recordings.Diagnostics;
using ServerSessions.Storage;

namespace ServerSessions.Recordings.Storing;

/// <summary>Every five minutes, one of the nodes deletes recordings that are past their retention and, above the quota, the oldest ones.</summary>
internal sealed class RecordingHousekeeping(
    ISessionStorage storage, RecordingTable table, RecordingRemoval removal, IRecordingStore store, ViewLog views, IOptions<SessionRecordingOptions> options,
    RecordingMetrics metrics, TimeProvider time, ILogger<RecordingHousekeeping> logger) : PeriodicWorker(time)
{
    public const string WorkTable = "recording-work";

    // Chunks of a recording without a key are written for the last time before it expires.
    private static readonly TimeSpan Orphaned = TimeSpan.FromHours(2);

    private readonly WorkTurn _turn = new(storage, WorkTable, TimeSpan.FromMinutes(5));

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        await storage.StartAsync(cancellationToken);
        if (await _turn.TakeAsync(Time.GetUtcNow(), cancellationToken))
            await KeepAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => RecordingLog.NotKept(logger, exception);

    /// <summary>Deletes what is to be deleted now.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        var before = Time.GetUtcNow() - options.Value.Retention;
        var expired = 0;
        await foreach (var (browser, _) in table.ListAsync(before, cancellationToken))
            expired += await removal.RemoveAsync(browser, entry => entry.At < before.ToUnixTimeMilliseconds(), cancellationToken);
        var above = await KeepQuotaAsync(cancellationToken);
        metrics.CountDeleted(expired, "retention");
        metrics.CountDeleted(above, "quota");
        if (expired + above > 0)
            RecordingLog.Deleted(logger, expired, above);
        if (await store.DeleteBeforeAsync(before - Orphaned, cancellationToken) is > 0 and var orphans)
            RecordingLog.OrphansDeleted(logger, orphans);
        await views.TidyAsync(Time.GetUtcNow(), cancellationToken);
    }

    private async ValueTask<int> KeepQuotaAsync(CancellationToken cancellationToken)
    {
        var all = new List<(Pseudonym Browser, RecordingEntry Entry)>();
        await foreach (var (browser, recordings) in table.ListAsync(DateTimeOffset.MaxValue, cancellationToken))
            all.AddRange(recordings.Recordings.Select(entry => (browser, entry)));
        var (stored, removed) = (all.Sum(r => r.Entry.Stored), 0);
        foreach (var (browser, entry) in all.OrderBy(r => r.Entry.At).TakeWhile(r => (stored -= r.Entry.Stored) + r.Entry.Stored > options.Value.Quota))
            removed += await removal.RemoveAsync(browser, other => other.Id == entry.Id, cancellationToken);
        return removed;
    }
}
