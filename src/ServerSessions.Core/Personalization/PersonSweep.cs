using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.People;
using ServerSessions.Journeys.Workers;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Personalization;

/// <summary>Deletes memories of people, once an hour, that have not changed for longer than they are kept.</summary>
internal sealed class PersonSweep(PersonStore people, NudgeStore nudges, TimeProvider time, ILogger<PersonSweep> logger) : PeriodicWorker(time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // The longest that any setting looks back: a dismissal, and the time between two showings of a nudge.
    private static readonly TimeSpan NudgesKept = TimeSpan.FromDays(366);

    private long _sweptAt;

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_sweptAt != 0 && Time.GetElapsedTime(_sweptAt) < Every)
            return;
        await people.SweepAsync(cancellationToken);
        await nudges.SweepAsync(Time.GetUtcNow() - NudgesKept, cancellationToken);
        _sweptAt = Time.GetTimestamp();
    }

    protected override void ReportFailure(Exception exception) => Log.SweepFailed(logger, exception);
}
