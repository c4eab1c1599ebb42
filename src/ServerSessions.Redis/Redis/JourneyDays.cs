using System.Buffers.Binary;
using ServerSessions.Storage.Codec;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Reads the journeys of one day and partition, single or packed into blocks. A journey found both packed and single is returned once; the single copy wins.</summary>
internal sealed class JourneyDays(RedisCalls calls, RedisKeys[] keys)
{
    public const long MillisecondsPerDay = 86_400_000;

    private const int Tries = 8;
    private static readonly SessionId Last = new(Guid.AllBitsSet);

    public static long DayOf(SessionId id) => id.Milliseconds / MillisecondsPerDay;

    /// <summary>No session has this id, because the version bits are missing; all sessions that start then or later order after it.</summary>
    public static SessionId FirstAt(long milliseconds)
    {
        if (milliseconds >= 1L << 48)
            return Last;
        Span<byte> bytes = stackalloc byte[RedisValues.IdBytes];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, milliseconds) << 16);
        return new SessionId(new Guid(bytes, bigEndian: true));
    }

    /// <summary>Returns the days of a partition with journeys that started from one millisecond (inclusive) to another (exclusive), oldest first.</summary>
    public async Task<long[]> KnownAsync(int partition, long from, long to, CancellationToken cancellationToken) => Array.ConvertAll(
        RedisValues.List(await calls.ExecuteAsync(
            partition, "ZRANGEBYSCORE", cancellationToken, keys[partition].JourneyDays, Math.Max(0, from) / MillisecondsPerDay, (to - 1) / MillisecondsPerDay)), RedisValues.Number);

    /// <summary>Reads oldest first, from an id (inclusive or exclusive) to another one (exclusive).</summary>
    public async Task<JourneyPage> UpAsync(
        int partition, long day, SessionId from, bool isSeen, SessionId to, int blocks, int max, CancellationToken cancellationToken)
    {
        var part = await ReadAsync(partition, day, isUp: true, from, isSeen, to, blocks, max, cancellationToken);
        var (complete, full) = (part.Complete ?? Last, part.Full ?? Last);
        // The part that ends first limits the page.
        var bySingles = part.Full is not null && full.CompareTo(complete) < 0;
        bool IsMeant(SessionId id) => id.CompareTo(from) is var order && (order > 0 || (order == 0 && !isSeen)) && id.CompareTo(to) < 0
            && id.CompareTo(complete) < 0 && id.CompareTo(full) <= 0;
        var journeys = Merge(part, IsMeant);
        return new JourneyPage(journeys, bySingles ? full : part.Complete, NextIsSeen: bySingles);
    }

    /// <summary>Reads newest first, from an id (exclusive) to another one.</summary>
    public async Task<JourneyPage> DownAsync(int partition, long day, SessionId before, SessionId to, int blocks, int max, CancellationToken cancellationToken)
    {
        var part = await ReadAsync(partition, day, isUp: false, before, isSeen: true, to, blocks, max, cancellationToken);
        var end = part.Complete is { } complete && (part.Full is not { } full || complete.CompareTo(full) > 0) ? complete : part.Full;
        bool IsMeant(SessionId id) => id.CompareTo(before) < 0 && id.CompareTo(to) >= 0 && (end is not { } least || id.CompareTo(least) >= 0);
        var journeys = Merge(part, IsMeant);
        journeys.Reverse();
        return new JourneyPage(journeys, end, NextIsSeen: true);
    }

    public async Task<DayPart> ReadAsync(
        int partition, long day, bool isUp, SessionId from, bool isSeen, SessionId to, int blocks, int max, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        for (var left = Tries; ; left--)
        {
            var read = RedisValues.List(await calls.RunAsync(
                partition, RedisScript.Journeys, [of.Journeys(day), of.JourneyIds(day), of.JourneyNames(day)],
                [isUp ? "up" : "down", RedisValues.Bytes(from), RedisValues.Bytes(to), isSeen ? "(" : "[", isUp ? "(" : "[", blocks, max], cancellationToken));
            if (await BlocksAsync(partition, day, read[0], left, cancellationToken) is not { } found)
                continue;
            var singles = RedisValues.List(read[1]);
            var journeys = new List<StoredJourney>(singles.Length / 2);
            for (var i = 0; i + 1 < singles.Length; i += 2)
                if (!singles[i + 1].IsNull)
                    journeys.Add(Journey(RedisValues.Session((byte[])singles[i]!), (byte[])singles[i + 1]!));
            return new DayPart(found, journeys, Id(read[2]), Id(read[3]));
        }

        static SessionId? Id(RedisResult result) => result.IsNull ? null : RedisValues.Session(((byte[])result!).AsSpan(0, RedisValues.IdBytes));
    }

    /// <summary>Returns the existing journeys of these ids, single or from blocks.</summary>
    public async Task<IReadOnlyList<StoredJourney>> FindAsync(int partition, long day, IReadOnlyList<SessionId> ids, CancellationToken cancellationToken)
    {
        var (singles, blocks) = await FindBlocksAsync(partition, day, ids, alsoOfSingles: false, cancellationToken);
        var found = new List<StoredJourney>(singles);
        foreach (var id in ids)
            if (singles.All(s => s.Id != id) && blocks.Select(b => b.Block.Find(id)).FirstOrDefault(j => j is not null) is { } journey)
                found.Add(journey);
        return found;
    }

    /// <summary>Returns the single journeys of these ids, and the blocks that hold the others, if they exist; where it is asked for, also the blocks that may hold former copies of the single ones.</summary>
    public async Task<(IReadOnlyList<StoredJourney> Singles, IReadOnlyList<NamedBlock> Blocks)> FindBlocksAsync(
        int partition, long day, IReadOnlyList<SessionId> ids, bool alsoOfSingles, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        for (var left = Tries; ; left--)
        {
            var read = RedisValues.List(await calls.RunAsync(
                partition, RedisScript.Find, [of.Journeys(day), of.JourneyNames(day)], [alsoOfSingles ? 1 : 0, .. ids.Select(RedisValues.Bytes)], cancellationToken));
            if (await BlocksAsync(partition, day, read[1], left, cancellationToken) is { } blocks)
                return ([.. ids.Zip(RedisValues.List(read[0])).Where(v => !v.Second.IsNull).Select(v => Journey(v.First, (byte[])v.Second!))], blocks);
        }
    }

    // Scripts return names only, because returning large values through a script costs several times as much. A block that no longer exists was
    // changed: the result is null, and the caller reads the names again.
    private async Task<IReadOnlyList<NamedBlock>?> BlocksAsync(int partition, long day, RedisResult result, int triesLeft, CancellationToken cancellationToken)
    {
        var names = Array.ConvertAll(RedisValues.List(result), name => (byte[])name!);
        if (names.Length == 0)
            return [];
        var values = RedisValues.List(await calls.ExecuteAsync(partition, "HMGET", cancellationToken, [keys[partition].JourneyBlocks(day), .. names]));
        if (!Array.Exists(values, v => v.IsNull))
            return [.. names.Zip(values, (name, value) => new NamedBlock(name, JourneyBlock.Read((byte[])value!)))];
        return triesLeft > 1 ? null
            : throw new StorageUnavailableException($"Other processes changed blocks of journeys of partition {partition} during each of {Tries} tries to read them.");
    }

    /// <summary>Returns the value of a single journey: its user and its data.</summary>
    public static byte[] Bytes(StoredJourney journey)
    {
        var data = journey.Data;
        var bytes = new byte[Pseudonym.Size + data.Length];
        journey.User.Write(bytes);
        data.Span.CopyTo(bytes.AsSpan(Pseudonym.Size));
        return bytes;
    }

    // Oldest first. Usually there are no single journeys.
    private static List<StoredJourney> Merge(in DayPart part, Func<SessionId, bool> isMeant)
    {
        var journeys = new List<StoredJourney>(part.Blocks.Sum(b => b.Block.Ids.Length));
        // Blocks divide the day's ids, so reading them one after the other keeps the order.
        foreach (var block in part.Blocks.Select(b => b.Block).OrderBy(b => b.Ids[0]))
        {
            var isWhole = isMeant(block.Ids[0]) && isMeant(block.Ids[^1]);
            for (var i = 0; i < block.Ids.Length; i++)
                if (isWhole || isMeant(block.Ids[i]))
                    journeys.Add(block[i]);
        }

        var singles = part.Singles.Where(s => isMeant(s.Id)).ToList();
        if (singles.Count > 0)
        {
            var ids = singles.Select(s => s.Id).ToHashSet();
            journeys.RemoveAll(j => ids.Contains(j.Id));
            journeys.AddRange(singles);
            journeys.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        }

        return journeys;
    }

    private static StoredJourney Journey(SessionId id, byte[] value) => new(id, Pseudonym.Read(value), value.AsMemory(Pseudonym.Size));
}
