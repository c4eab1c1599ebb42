using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports;

/// <summary>Reads journeys, open and closed, from storage. One for each call: its codecs are for one thread.</summary>
internal sealed class JourneyReader(ISessionStorage storage, JourneySettings settings, DetectionEngine detection)
{
    private const int PartitionsAtOnce = 4;

    private readonly JourneyCodec _closed = new(new StringPool());
    private readonly LiveSessionCodec _live = new(
        new StringPool(), detection.CapacityOf);

    public async ValueTask<Journey?> FindAsync(SessionId id, CancellationToken cancellation)
    {
        if (await storage.FindAsync(id, cancellation) is { } stored)
            return _closed.Decode(stored);
        if (id.Partition >= storage.Partitions)
            return null;
        // Its partition is in the id; its key is not, so the ids of the partition's live sessions are looked through.
        foreach (var entry in await storage.ListLiveAsync(id.Partition, ActorKind.Session, cancellation))
            if (LiveSessionCodec.Peek(entry.State).Id == id)
                return ReadOpen(entry.State);
        return null;
    }

    public Journey Read(StoredJourney stored) => _closed.Decode(stored);

    /// <summary>
    /// The newest open sessions, newest first, and whether there are older ones. Only their ids are looked at to find them; a state is kept for each that is
    /// asked for, and decoded by <see cref="ReadOpen"/>.
    /// </summary>
    /// <param name="before">Only sessions older than this one.</param>
    /// <param name="user">Only sessions of this user; none for those of all.</param>
    /// <param name="max">The most sessions that are wanted.</param>
    /// <param name="cancellation">Ends it.</param>
    public async ValueTask<(IReadOnlyList<(SessionId Id, ReadOnlyMemory<byte> State)> Sessions, bool HasMore)> NewestOpenAsync(
        SessionId? before, Pseudonym user, int max, CancellationToken cancellation)
    {
        var newest = new PriorityQueue<ReadOnlyMemory<byte>, SessionId>();
        var hasMore = false;
        // A few at a time: all live sessions at once would be more than a server can answer before its calls are given up.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, storage.Partitions), new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellation },
            async (p, token) =>
            {
                var entries = await storage.ListLiveAsync(p, ActorKind.Session, token);
                lock (newest)
                    foreach (var entry in entries)
                    {
                        var (id, owner, isHidden) = LiveSessionCodec.Peek(entry.State);
                        if (id == default || isHidden || (!user.IsNone && owner != user) || (before is { } limit && id.CompareTo(limit) >= 0))
                            continue;
                        newest.Enqueue(entry.State, id);
                        if (newest.Count <= max)
                            continue;
                        newest.Dequeue();
                        hasMore = true;
                    }
            });
        var sessions = new (SessionId, ReadOnlyMemory<byte>)[newest.Count];
        for (var i = sessions.Length - 1; newest.TryDequeue(out var state, out var id); i--)
            sessions[i] = (id, state);
        return (sessions, hasMore);
    }

    public Journey ReadOpen(ReadOnlyMemory<byte> state) => _live.Decode(state).Build(settings, CloseReason.Open);
}
