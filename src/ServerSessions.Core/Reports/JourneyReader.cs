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
    private const int StatesAtOnce = 256;
    private const int OutboxEntries = 512;

    private readonly JourneyCodec _closed = new(new StringPool());
    private readonly LiveSessionCodec _live = new(
        new StringPool(), detection.CapacityOf);

    public async ValueTask<Journey?> FindAsync(SessionId id, CancellationToken cancellationToken)
    {
        if (await ClosedAsync(id, cancellationToken) is { } closed)
            return closed;
        if (id.Partition >= storage.Partitions)
            return null;
        // Its partition is in the id; its key is not, so the ids of the partition's live sessions are looked through.
        foreach (var entry in await storage.ListLiveHeadsAsync(id.Partition, ActorKind.Session, LiveSessionCodec.HeadBytes, cancellationToken))
            if (LiveSessionCodec.Peek(entry.State).Id == id)
                return await StateAsync(id, entry.Key, cancellationToken) is { } state ? ReadOpen(state) : await ClosedAsync(id, cancellationToken);
        return null;
    }

    /// <summary>The user's sessions that have closed and are on their way to the index of the user: of each partition's outbox, the oldest entries.</summary>
    public async ValueTask<IReadOnlyList<Journey>> ListUnindexedAsync(Pseudonym user, CancellationToken cancellationToken)
    {
        var found = new List<Journey>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var entry in await storage.ReadOutboxAsync(partition, OutboxEntries, cancellationToken))
                if (entry.Item.Kind == OutboxKind.UserIndex)
                    foreach (var (_, session) in UserIndexCodec.Decode(entry.Item.Payload).Where(pair => pair.User == user))
                        if (await ClosedAsync(session, cancellationToken) is { } journey)
                            found.Add(journey);
        return found;
    }

    public Journey Read(StoredJourney stored) => _closed.Decode(stored);

    /// <summary>
    /// The newest open sessions, newest first; and, where there are older ones, the oldest that was looked at. Only the heads of all states are read to find them, and
    /// the states of those that are asked for, which <see cref="ReadOpen"/> decodes. One that is closed meanwhile is left out: it is among the closed ones by then.
    /// </summary>
    /// <param name="before">Only sessions older than this one.</param>
    /// <param name="users">Only sessions of these pseudonyms; null for those of all.</param>
    /// <param name="max">The most sessions that are wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<(IReadOnlyList<(SessionId Id, ReadOnlyMemory<byte> State)> Sessions, SessionId? Floor)> NewestOpenAsync(
        SessionId? before, IReadOnlyList<Pseudonym>? users, int max, CancellationToken cancellationToken)
    {
        var newest = new PriorityQueue<LiveKey, SessionId>();
        var hasMore = false;
        // A few at a time: all live sessions at once would be more than a server can answer before its calls are given up.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, storage.Partitions), new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (p, token) =>
            {
                var entries = await storage.ListLiveHeadsAsync(p, ActorKind.Session, LiveSessionCodec.HeadBytes, token);
                lock (newest)
                    foreach (var entry in entries)
                    {
                        var (id, owner, isHidden) = LiveSessionCodec.Peek(entry.State);
                        if (id == default || isHidden || users?.Contains(owner) == false || (before is { } limit && id.CompareTo(limit) >= 0))
                            continue;
                        newest.Enqueue(entry.Key, id);
                        if (newest.Count <= max)
                            continue;
                        newest.Dequeue();
                        hasMore = true;
                    }
            });
        var keys = new (SessionId Id, LiveKey Key)[newest.Count];
        for (var i = keys.Length - 1; newest.TryDequeue(out var key, out var id); i--)
            keys[i] = (id, key);
        var sessions = new List<(SessionId, ReadOnlyMemory<byte>)>(keys.Length);
        foreach (var chunk in keys.Chunk(StatesAtOnce))
        {
            var states = await Task.WhenAll(chunk.Select(k => StateAsync(k.Id, k.Key, cancellationToken).AsTask()));
            sessions.AddRange(chunk.Zip(states).Where(s => s.Second is not null).Select(s => (s.First.Id, s.Second!.Value)));
        }

        return (sessions, hasMore ? keys[^1].Id : null);
    }

    public Journey ReadOpen(ReadOnlyMemory<byte> state) => _live.Decode(state).Build(settings, CloseReason.Open);

    // Null when the session is not open any more, or the key's next one is.
    private async ValueTask<ReadOnlyMemory<byte>?> StateAsync(SessionId id, LiveKey key, CancellationToken cancellationToken) =>
        await storage.FindLiveAsync(id.Partition, key, cancellationToken) is { } state && LiveSessionCodec.Peek(state).Id == id ? state : default(ReadOnlyMemory<byte>?);

    private async ValueTask<Journey?> ClosedAsync(SessionId id, CancellationToken cancellationToken) =>
        await storage.FindAsync(id, cancellationToken) is { } stored ? _closed.Decode(stored) : null;
}
