using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports.History;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>
/// The examples of stored replays. A person can be erased while a replay that has read their sessions is at work; the erasure removes the sessions of all partitions before
/// it searches the records for the last time, so an example whose sessions are still there when it is stored is found by it.
/// </summary>
internal sealed class ReplayExamples(ReplayStore store, ISessionStorage storage)
{
    /// <summary>Removes the examples about sessions that are not stored any more, and the evidence of such sessions from the others.</summary>
    public async ValueTask ForgetErasedAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Result.Examples: { Count: > 0 } examples })
            return;
        var gone = new HashSet<SessionId>();
        foreach (var session in examples.SelectMany(HistoryFindings.SessionsOf).ToHashSet())
            if (await storage.FindAsync(session, cancellationToken) is null)
                gone.Add(session);
        if (gone.Count == 0)
            return;
        var traces = new PersonTraces(new PersonIds { Sessions = gone });
        await store.ChangeAsync(id, replay => replay.Result is not { } result ? null : replay with
        {
            Result = result with { Examples = [.. result.Examples.Where(example => !MayBeAbout(example, gone)).Select(example => ErasedAlerts.Without(example, traces))] },
        }, cancellationToken);
    }

    // Whose sessions were erased is not known here: an example about a person goes with any of its sessions.
    private static bool MayBeAbout(Finding example, HashSet<SessionId> gone)
    {
        var sessions = HistoryFindings.SessionsOf(example).ToList();
        return example.Subject.Kind switch
        {
            ActorKind.Session => SessionId.TryParse(example.Subject.Hash, out var subject) && gone.Contains(subject),
            ActorKind.User or ActorKind.Account or ActorKind.Device => sessions.Exists(gone.Contains),
            _ => sessions.TrueForAll(gone.Contains),
        };
    }
}
