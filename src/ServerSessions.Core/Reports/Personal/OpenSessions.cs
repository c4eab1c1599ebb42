using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Personal;

/// <summary>
/// Finds the open sessions of a user. No index has them, so the heads of all live states are read; people reload their pages at will, so one reading answers all
/// questions of a few seconds.
/// </summary>
internal sealed class OpenSessions(ISessionStorage storage, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1);
    private volatile Snapshot? _last;

    /// <summary>The user's open sessions, as of at most two seconds ago.</summary>
    public async ValueTask<IReadOnlyList<(SessionId Id, LiveKey Key)>> OfAsync(IReadOnlyList<Pseudonym> users, CancellationToken cancellationToken)
    {
        var snapshot = Current() ?? await ReadAsync(cancellationToken);
        return [.. users.Distinct().SelectMany(user => snapshot.ByUser[user])];
    }

    private Snapshot? Current() => _last is { } last && time.GetElapsedTime(last.At) < Fresh ? last : null;

    private async ValueTask<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (Current() is { } read)
                return read;
            var at = time.GetTimestamp();
            var found = new List<(Pseudonym User, SessionId Id, LiveKey Key)>();
            for (var partition = 0; partition < storage.Partitions; partition++)
                foreach (var entry in await storage.ListLiveHeadsAsync(partition, ActorKind.Session, LiveSessionCodec.HeadBytes, cancellationToken))
                    if (LiveSessionCodec.Peek(entry.State) is var (id, user, isHidden) && id != default && !user.IsNone && !isHidden)
                        found.Add((user, id, entry.Key));
            var snapshot = new Snapshot(at, found.ToLookup(f => f.User, f => (f.Id, f.Key)));
            _last = snapshot;
            return snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private sealed record Snapshot(long At, ILookup<Pseudonym, (SessionId Id, LiveKey Key)> ByUser);
}
