using System.Collections.Concurrent;
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
        return await storage.FindOpenAsync(id, cancellationToken) is { } key && await StateAsync(id, key, cancellationToken) is { } state
            ? ReadOpen(state)
            : await ClosedAsync(id, cancellationToken);
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
    /// The newest open sessions, newest first; and, where there are older ones, the oldest that was read. They are found by the index of open sessions, so only the
    /// states of those that are returned are read, which <see cref="ReadOpen"/> decodes. One that is closed meanwhile is left out: it is among the closed ones by then.
    /// </summary>
    /// <param name="before">Only sessions older than this one.</param>
    /// <param name="users">Only sessions of these pseudonyms; null for those of all.</param>
    /// <param name="max">The most sessions that are wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<(IReadOnlyList<(SessionId Id, ReadOnlyMemory<byte> State)> Sessions, SessionId? Floor)> NewestOpenAsync(
        SessionId? before, IReadOnlyList<Pseudonym>? users, int max, CancellationToken cancellationToken)
    {
        // One more than wanted, to see whether there are older ones; all of them where there is no limit.
        var wanted = max == int.MaxValue ? max : max + 1;
        var queries = (users?.Distinct() ?? [Pseudonym.None]).Select(user => new OpenQuery(user, before, wanted)).ToList();
        var found = new ConcurrentBag<IReadOnlyList<OpenSession>>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, storage.Partitions), new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken },
            async (partition, token) =>
            {
                foreach (var query in queries)
                    found.Add(await storage.ListOpenAsync(partition, query, token));
            });
        var newest = found.SelectMany(list => list).OrderByDescending(s => s.Id).Take(wanted).ToList();
        var hasMore = newest.Count > max;
        var sessions = new List<(SessionId, ReadOnlyMemory<byte>)>(newest.Count);
        foreach (var chunk in newest.Take(max).Chunk(StatesAtOnce))
        {
            var states = await Task.WhenAll(chunk.Select(s => StateAsync(s.Id, s.Key, cancellationToken).AsTask()));
            sessions.AddRange(chunk.Zip(states).Where(s => s.Second is not null).Select(s => (s.First.Id, s.Second!.Value)));
        }

        return (sessions, hasMore ? newest[max - 1].Id : null);
    }

    public Journey ReadOpen(ReadOnlyMemory<byte> state) => _live.Decode(state).Build(settings, CloseReason.Open);

    // Null when the session is not open any more, or the key's next one is.
    private async ValueTask<ReadOnlyMemory<byte>?> StateAsync(SessionId id, Pseudonym key, CancellationToken cancellationToken) =>
        await storage.FindLiveAsync(id.Partition, new LiveKey(ActorKind.Session, key), cancellationToken) is { } state && LiveSessionCodec.Peek(state).Id == id ? state : default(ReadOnlyMemory<byte>?);

    private async ValueTask<Journey?> ClosedAsync(SessionId id, CancellationToken cancellationToken) =>
        await storage.FindAsync(id, cancellationToken) is { } stored ? _closed.Decode(stored) : null;
}
