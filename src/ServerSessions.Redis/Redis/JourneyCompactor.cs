using ServerSessions.Storage.Codec;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Packs single journeys into blocks, and removes journeys. A day's blocks divide its ids: each block has the ids below the
/// next block's lowest id, so a late journey joins the block around it. Every change is one script, which is refused when a block, or during packing a
/// commit, has changed since the read. So a crash at any point neither loses nor duplicates a journey.
/// </summary>
internal sealed class JourneyCompactor(RedisCalls calls, RedisKeys[] keys, JourneyDays days, RedisStorageOptions options)
{
    /// <summary>Number of single journeys of a day at which they are packed before the day is over.</summary>
    public const int MaxSingle = 256;

    // Fits into the size classes of 16 and 24 KiB of Redis' allocator, including its header.
    private const int BlockBytes = (16 << 10) - 32;
    private const int WidestBytes = (24 << 10) - 32;

    private const int SinglesAtOnce = 1024;
    private const int BlocksAtOnce = 16;
    private const int Tries = 8;
    private const int SecondsPerDay = 86_400;

    /// <summary>Packs one part; days before <paramref name="overDay"/> are packed completely.</summary>
    public async ValueTask<PackStatus> PackAsync(PartitionLease lease, long overDay, CancellationToken cancellationToken)
    {
        var left = BlocksAtOnce;
        var counts = await Task.WhenAll((await days.KnownAsync(lease.Partition, 0, long.MaxValue, cancellationToken)).Select(async day =>
            (Day: day, Count: RedisValues.Number(await calls.ExecuteAsync(lease.Partition, "ZCARD", cancellationToken, keys[lease.Partition].JourneyIds(day))))));
        foreach (var (day, count) in counts)
            for (var isOpen = count >= MaxSingle || (day < overDay && count > 0); isOpen; left--)
            {
                if (left == 0)
                    return PackStatus.More;
                var answer = await PackOneAsync(lease, day, cancellationToken);
                if (answer is null or Answer.Changed)
                    isOpen = false;
                else if (answer == Answer.Fenced)
                    return PackStatus.Fenced;
            }

        return PackStatus.Done;
    }

    /// <summary>Deletes journeys, single or packed.</summary>
    /// <exception cref="StorageUnavailableException">Other processes changed the same blocks during each try.</exception>
    public ValueTask RemoveAsync(IEnumerable<SessionId> sessions, CancellationToken cancellationToken) => RemoveAsync(sessions, andSingles: true, cancellationToken);

    /// <summary>Removes journeys from blocks where they are stored single as well: the single copy is the newer one.</summary>
    /// <exception cref="StorageUnavailableException">As above.</exception>
    public ValueTask RemoveReplacedAsync(IEnumerable<SessionId> sessions, CancellationToken cancellationToken) => RemoveAsync(sessions, andSingles: false, cancellationToken);

    private async ValueTask RemoveAsync(IEnumerable<SessionId> sessions, bool andSingles, CancellationToken cancellationToken)
    {
        foreach (var group in sessions.Where(id => id.Partition < keys.Length).GroupBy(id => (id.Partition, Day: JourneyDays.DayOf(id))))
            foreach (var ids in group.Distinct().Chunk(SinglesAtOnce))
            {
                var left = Tries;
                while (await RemoveAsync(group.Key.Partition, group.Key.Day, ids, andSingles, cancellationToken) != Answer.Done)
                    if (--left == 0)
                        throw new StorageUnavailableException($"Other processes changed journeys of partition {group.Key.Partition} during each of {Tries} tries to delete some.");
            }
    }

    // Packs the block around the oldest single journey, with all journeys that belong into it. Null: there are no single journeys.
    private async ValueTask<Answer?> PackOneAsync(PartitionLease lease, long day, CancellationToken cancellationToken)
    {
        var of = keys[lease.Partition];
        var meta = RedisValues.List(await calls.ExecuteAsync(lease.Partition, "HMGET", cancellationToken, of.Meta, "revision", "compacted"));
        if (RedisValues.List(await calls.ExecuteAsync(lease.Partition, "ZRANGE", cancellationToken, of.JourneyIds(day), 0, 0)) is not [var oldest])
            return null;
        var from = RedisValues.Session((byte[])oldest!);
        var part = await days.ReadAsync(
            lease.Partition, day, isUp: true, from, isSeen: false, JourneyDays.FirstAt((day + 1) * JourneyDays.MillisecondsPerDay), blocks: 1, SinglesAtOnce, cancellationToken);
        var journeys = new SortedDictionary<SessionId, StoredJourney>();
        foreach (var journey in part.Blocks.SelectMany(b => b.Block.All()))
            journeys[journey.Id] = journey;
        var singles = part.Singles.Where(s => part.Complete is not { } next || s.Id.CompareTo(next) < 0).ToList();
        foreach (var journey in singles)
            journeys[journey.Id] = journey;
        List<StoredJourney> all = [.. journeys.Values];
        // A block between two others may grow by half before it is split, so that late journeys create no small blocks.
        var blocks = part.Complete is null ? [] : JourneyBlockWriter.Cut(all, WidestBytes);
        if (blocks.Count != 1)
            blocks = JourneyBlockWriter.Cut(all, BlockBytes);
        return await CompactAsync(
            lease.Partition, day, [lease.Owner, lease.Epoch, Text(meta[0])], RedisValues.Number(meta[1]), [.. singles.Select(s => s.Id)], [.. part.Blocks.Select(b => b.Name)], blocks, cancellationToken);
    }

    private async ValueTask<Answer> RemoveAsync(int partition, long day, SessionId[] ids, bool andSingles, CancellationToken cancellationToken)
    {
        var turn = await calls.ExecuteAsync(partition, "HGET", cancellationToken, keys[partition].Meta, "compacted");
        // A journey that was stored again after it was packed is in both.
        var (singles, around) = await days.FindBlocksAsync(partition, day, ids, alsoOfSingles: true, cancellationToken);
        var gone = andSingles ? ids.ToHashSet() : singles.Select(s => s.Id).ToHashSet();
        var (old, fresh) = (new List<byte[]>(), new List<(SessionId, byte[])>());
        foreach (var (name, block) in around)
        {
            var kept = block.All().Where(j => !gone.Contains(j.Id)).ToList();
            if (kept.Count == block.Ids.Length)
                continue;
            old.Add(name);
            fresh.AddRange(JourneyBlockWriter.Cut(kept, WidestBytes));
        }

        return await CompactAsync(partition, day, ["", 0, ""], RedisValues.Number(turn), andSingles ? ids : [], old, fresh, cancellationToken);
    }

    private async ValueTask<Answer> CompactAsync(
        int partition, long day, object[] guard, long turn, IReadOnlyList<SessionId> singles, IReadOnlyList<byte[]> old, IReadOnlyList<(SessionId First, byte[] Block)> fresh,
        CancellationToken cancellationToken)
    {
        var of = keys[partition];
        return (Answer)RedisValues.Number(await calls.RunAsync(
            partition, RedisScript.Compact, [of.Meta, of.Journeys(day), of.JourneyIds(day), of.JourneyBlocks(day), of.JourneyNames(day), of.Versions],
            [
                .. guard, turn, (day + 1) * SecondsPerDay, (long)options.JourneyRetention.TotalSeconds,
                singles.Count, .. singles.Select(RedisValues.Bytes), old.Count, .. old,
                2 * fresh.Count, .. fresh.SelectMany(f => new object[] { Name(f.First, turn + 1), f.Block }),
            ],
            cancellationToken));
    }

    private static byte[] Name(SessionId first, long turn) => [.. RedisValues.Bytes(first), .. RedisValues.Order(turn)];

    private static string Text(RedisResult result) => result.IsNull ? "0" : (string)result!;

    private enum Answer
    {
        Fenced = 0,
        Done = 1,
        Changed = 2,
    }
}
