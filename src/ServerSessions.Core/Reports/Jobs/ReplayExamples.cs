using ServerSessions.Reports.History;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>
/// The examples of stored replays. A person can be erased while a replay that has read their sessions is at work; the erasure removes the sessions of all partitions before
/// it searches the records for the last time, so an example whose sessions are still there when it is stored is found by it.
/// </summary>
internal sealed class ReplayExamples(ReplayStore store, ISessionStorage storage)
{
    /// <summary>Removes the examples with sessions that are not stored any more.</summary>
    public async ValueTask ForgetErasedAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { Result.Examples: { Count: > 0 } examples })
            return;
        var gone = new HashSet<SessionId>();
        foreach (var session in examples.SelectMany(HistoryFindings.SessionsOf).ToHashSet())
            if (await storage.FindAsync(session, cancellationToken) is null)
                gone.Add(session);
        if (gone.Count > 0)
            await store.ChangeAsync(id, replay => replay.Result is not { } result ? null : replay with
            {
                Result = result with { Examples = [.. result.Examples.Where(example => !HistoryFindings.SessionsOf(example).Any(gone.Contains))] },
            }, cancellationToken);
    }
}
