using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Once an hour, one of the workers deletes what is older than it may be.</summary>
internal sealed class RetentionService(ISessionStorage storage, RetentionKinds kinds, TimeProvider time, ILogger<RetentionService> logger) : PeriodicWorker(time)
{
    public const string Table = "retention";

    private readonly WorkTurn _turn = new(storage, Table, TimeSpan.FromHours(1));

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.TakeAsync(Time.GetUtcNow(), cancellationToken))
            return;
        if (await kinds.EnforceAsync(cancellationToken) is > 0 and var deleted)
            Log.Expired(logger, deleted);
    }

    protected override void ReportFailure(Exception exception) => Log.RetentionFailed(logger, exception);
}
