using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>
/// Takes evidence and verdicts that come after sessions were closed into their journeys. A journey whose visitor is something else then moves from the figures
/// of one class to those of the other, in the commit that stores it again. What is not kept any more stays as it is.
/// </summary>
internal sealed class ClosedSessions(IJourneyStore storage, JourneySettings settings)
{
    private const int Chunk = 500;

    private readonly JourneyCodec _codec = new(new StringPool());

    /// <summary>Adds to the changes what their late evidence and their verdicts change in closed sessions of the partition.</summary>
    public async ValueTask UpdateAsync(int partition, FoldChanges changes, CancellationToken cancellationToken)
    {
        if (changes.Late.Count == 0 && changes.Verdicts.Count == 0)
            return;
        foreach (var late in changes.Late.GroupBy(l => l.Session))
            if (await FindAsync(late.Key, changes, cancellationToken) is { } journey)
                Replace(changes, journey, late.Aggregate(journey, With));
        foreach (var verdict in changes.Verdicts)
            await JudgeAsync(partition, verdict, changes, cancellationToken);
        changes.Late.Clear();
        changes.Verdicts.Clear();
    }

    /// <summary>The journey with late evidence, labelled anew.</summary>
    public static Journey With(Journey journey, LateEvidence late) => SessionActors.Label(
        late.Finding is { } finding ? journey with { Findings = SessionFindings.With(journey.Findings, finding) }
        : SessionFindings.With(journey.Alerts, late.Alert!) is { } alerts ? journey with { Alerts = alerts }
        : journey);

    // A session begins at most its longest age before its last evidence.
    private async ValueTask JudgeAsync(int partition, VerdictNotice verdict, FoldChanges changes, CancellationToken cancellationToken)
    {
        if (SessionId.TryParse(verdict.Subject, out var id))
        {
            if (await FindAsync(id, changes, cancellationToken) is { } subject)
                Judge(changes, subject, verdict);
            return;
        }

        foreach (var journey in changes.Closed.ToList())
            Judge(changes, journey, verdict);
        var from = (verdict.First - settings.MaxOpenDuration.ToMicroseconds()) / 1000;
        var scan = new JourneyScan(Math.Max(0, from), (verdict.Last / 1000) + 1, null, Chunk);
        while (await storage.ScanAsync(partition, scan, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var stored in page)
                if (_codec.Decode(stored) is var journey && journey.Findings.Count + journey.Alerts.Count > 0 && !changes.Closed.Exists(j => j.Id == journey.Id))
                    Judge(changes, journey, verdict);
            scan = scan with { After = page[^1].Id };
        }
    }

    private static void Judge(FoldChanges changes, Journey journey, VerdictNotice verdict)
    {
        var (findings, alerts) = SessionFindings.Judged(journey.Findings, journey.Alerts, verdict);
        if (findings is not null || alerts is not null)
            Replace(changes, journey, SessionActors.Label(journey with { Findings = findings ?? journey.Findings, Alerts = alerts ?? journey.Alerts }));
    }

    private static void Replace(FoldChanges changes, Journey before, Journey after)
    {
        if (!ReferenceEquals(before.Findings, after.Findings) || !ReferenceEquals(before.Alerts, after.Alerts))
            changes.Replace(before, after);
    }

    // Sessions that were closed since the last commit are not stored yet.
    private async ValueTask<Journey?> FindAsync(SessionId id, FoldChanges changes, CancellationToken cancellationToken) =>
        changes.Closed.Find(j => j.Id == id) ?? (await storage.FindAsync(id, cancellationToken) is { } stored ? _codec.Decode(stored) : null);
}
