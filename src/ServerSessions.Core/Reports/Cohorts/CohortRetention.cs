using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Cohorts;

/// <summary>Once an hour, one of the workers removes the users of cohorts whose sessions are not kept any more.</summary>
internal sealed class CohortRetention(
    ISessionStorage storage, CohortStore store, CohortUsers users, CohortResolver resolver, TimeProvider time, ILogger<CohortRetention> logger) : PeriodicWorker(time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly WorkTurn _turn = new(storage, "cohort-retention", Interval);

    /// <summary>Does it if it is due, and no other worker has done it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        if (await _turn.TakeAsync(now, cancellationToken))
            await users.ExpireAsync(await store.ListAsync(cancellationToken), await resolver.FirstDayAsync(cancellationToken), now, cancellationToken);
    }

    protected override Task CheckAsync(CancellationToken cancellationToken) => RunAsync(cancellationToken);

    protected override void ReportFailure(Exception exception) => Log.CohortRetentionFailed(logger, exception);
}
