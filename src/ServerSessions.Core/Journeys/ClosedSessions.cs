using System.Runtime.CompilerServices;
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

    // Evidence about a minute has the time of its begin.
    private const long Minute = 60_000_000;

    private readonly JourneyCodec _codec = new(new StringPool());

    /// <summary>Adds to the changes what their late evidence and their verdicts change in closed sessions of the partition.</summary>
    public async ValueTask UpdateAsync(int partition, PartitionFold fold, CancellationToken cancellationToken)
    {
        var changes = fold.Changes;
        if (!changes.AwaitsClosed)
            return;
        fold.NoteFloods();
        foreach (var late in changes.Late.GroupBy(l => l.Session))
            if (await FindAsync(late.Key, changes, cancellationToken) is { } journey)
                Replace(changes, journey, late.Aggregate(journey, With));
        foreach (var verdict in changes.Verdicts)
            await JudgeAsync(partition, verdict, changes, cancellationToken);
        if (changes.Floods.Count > 0)
            await NoteFloodsAsync(partition, changes, cancellationToken);
        changes.Late.Clear();
        changes.Verdicts.Clear();
        changes.Floods.Clear();
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

        var from = (verdict.First - settings.MaxOpenDuration.ToMicroseconds()) / 1000;
        await foreach (var journey in ListAsync(partition, from, ((verdict.Last + Minute) / 1000) + 1, changes, cancellationToken))
            if (journey.Findings.Count + journey.Alerts.Count > 0)
                Judge(changes, journey, verdict);
    }

    // Of all floods in one pass: many sources can have one at the same time.
    private async ValueTask NoteFloodsAsync(int partition, FoldChanges changes, CancellationToken cancellationToken)
    {
        var floods = changes.Floods.ToLookup(f => (f.Network, f.Client));
        await foreach (var journey in ListAsync(partition, changes.Floods.Min(f => f.Time) / 1000, (changes.Floods.Max(f => f.Until) / 1000) + 1, changes, cancellationToken))
            if (journey.IsSingle && floods[(FloodNotice.NetworkOf(journey), journey.Client)].FirstOrDefault(f => f.Covers(journey.Start.ToMicroseconds())) is { } flood)
                Replace(changes, journey, With(journey, new LateEvidence(journey.Id, null, flood.Read())));
    }

    // Closed since the last commit, and stored, by their start (Unix milliseconds).
    private async IAsyncEnumerable<Journey> ListAsync(int partition, long from, long to, FoldChanges changes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var recent = changes.Closed.ToList();
        var ids = recent.Select(j => j.Id).ToHashSet();
        foreach (var journey in recent)
            yield return journey;
        var scan = new JourneyScan(Math.Max(0, from), to, null, Chunk);
        while (await storage.ScanAsync(partition, scan, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var stored in page)
                if (_codec.Decode(stored) is var journey && !ids.Contains(journey.Id))
                    yield return journey;
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
