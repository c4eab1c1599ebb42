namespace ServerSessions.Storage.Redis;

/// <summary>Stores closed journeys by the day of their start, single or in blocks, and the index of their users.</summary>
internal sealed class RedisJourneys(RedisCalls calls, RedisKeys[] keys, JourneyDays days, Func<Pseudonym, int> partitionOf, RedisStorageOptions options)
{
    // Number of ordinary journeys in a block.
    private const int JourneysABlock = 128;
    private const int MaxBlocks = 16;
    private const int DaysAtOnce = 8;
    private const int SessionsAtOnce = 1_000;

    // For each partition, the days that a scan has found and its last journey: the next page continues from there without another query.
    private readonly DaysSeen?[] _scans = new DaysSeen?[keys.Length];

    public async ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellationToken) =>
        id.Partition < keys.Length && await days.FindAsync(id.Partition, JourneyDays.DayOf(id), [id], cancellationToken) is [var found] ? found : null;

    public async ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit <= 0 || query.From >= query.To)
            return [];
        return query.User.IsNone ? await NewestAsync(query, cancellationToken) : await UsersAsync(query, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellationToken)
    {
        if (scan.Limit <= 0 || scan.From >= scan.To)
            return [];
        if (Interlocked.Exchange(ref _scans[partition], null) is { } before && before.At == scan.After && before.To >= scan.To
            && await ScanAsync(partition, scan, before.Days, cancellationToken) is { Count: > 0 } more)
        {
            _scans[partition] = before with { At = more[^1].Id };
            return more;
        }

        // The scan has ended only if no new day was added since.
        var known = await days.KnownAsync(partition, scan.From, scan.To, cancellationToken);
        var scanned = await ScanAsync(partition, scan, known, cancellationToken);
        if (scanned.Count > 0)
            _scans[partition] = new DaysSeen(scanned[^1].Id, scan.To, known);
        return scanned;
    }

    private async ValueTask<List<StoredJourney>> ScanAsync(int partition, JourneyScan scan, long[] known, CancellationToken cancellationToken)
    {
        var scanned = new List<StoredJourney>();
        var (from, to) = (JourneyDays.FirstAt(scan.From), JourneyDays.FirstAt(scan.To));
        var isSeen = scan.After is { } after && after.CompareTo(from) > 0;
        if (isSeen)
            from = scan.After!.Value;
        var blocks = Math.Clamp(scan.Limit / JourneysABlock, 1, MaxBlocks);
        var (at, width) = (Array.FindIndex(known, day => day >= from.Milliseconds / JourneyDays.MillisecondsPerDay), 1);
        if (at < 0)
            return scanned;
        var fullest = 1;
        while (at < known.Length)
        {
            // Days with few journeys are read in parallel.
            var pages = await Task.WhenAll(known.Skip(at).Take(width).Select(day => days.UpAsync(partition, day, from, isSeen, to, blocks, scan.Limit, cancellationToken)));
            foreach (var page in pages)
            {
                var room = scan.Limit - scanned.Count;
                if (scanned.Count == 0 && page.Journeys.Count > 0 && page.Journeys.Count <= room && page.Next is not null)
                    return page.Journeys;
                scanned.AddRange(page.Journeys.Take(room));
                if (page.Journeys.Count > room || (page.Next is not null && scanned.Count > 0))
                    return scanned;
                if (page.Next is { } next)
                {
                    // This part contained only replaced or removed journeys.
                    (from, isSeen) = (next, page.NextIsSeen);
                    break;
                }

                fullest = Math.Max(fullest, page.Journeys.Count);
                at++;
            }

            if (scanned.Count > 0 && scanned.Count >= scan.Limit / 2)
                return scanned;
            width = Math.Clamp((scan.Limit - scanned.Count) / fullest, 1, DaysAtOnce);
        }

        return scanned;
    }

    public async ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellationToken)
    {
        var partition = partitionOf(user);
        var of = keys[partition];
        var kept = (options.JourneyRetention + TimeSpan.FromDays(2)).TotalDays;
        foreach (var month in sessions.GroupBy(MonthOf))
        {
            await calls.RunAsync(partition, RedisScript.Index, [of.UserMonths, of.Users(month.Key)], [
                RedisValues.Bytes(user), month.Key, (int)Math.Ceiling(kept / 28) + 1, (long)TimeSpan.FromDays(kept + 31).TotalSeconds,
                .. month.Select(RedisValues.Bytes)], cancellationToken);
        }
    }

    public async ValueTask UnindexAsync(Pseudonym user, CancellationToken cancellationToken)
    {
        var partition = partitionOf(user);
        foreach (var month in await MonthsAsync(partition, cancellationToken))
            await calls.ExecuteAsync(partition, "HDEL", cancellationToken, keys[partition].Users(month), RedisValues.Bytes(user));
    }

    public async ValueTask UnindexAsync(Pseudonym user, IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken)
    {
        var partition = partitionOf(user);
        foreach (var month in sessions.GroupBy(MonthOf))
            foreach (var chunk in month.Chunk(SessionsAtOnce))
                await calls.RunAsync(
                    partition, RedisScript.Unindex, [keys[partition].Users(month.Key)], [RedisValues.Bytes(user), .. chunk.Select(RedisValues.Bytes)], cancellationToken);
    }

    private static long MonthOf(SessionId id) => (id.Start.Year * 12L) + id.Start.Month - 1;

    private async ValueTask<IReadOnlyList<StoredJourney>> NewestAsync(JourneyQuery query, CancellationToken cancellationToken)
    {
        var (to, before) = (JourneyDays.FirstAt(query.From), JourneyDays.FirstAt(query.To));
        if (query.Before is { } limit && limit.CompareTo(before) < 0)
            before = limit;
        var blocks = 1 + (query.Limit / (JourneysABlock * keys.Length));
        var singles = 16 + (2 * query.Limit / keys.Length);
        var cursors = keys.Select((_, p) => new JourneyCursor(days, p, before, to, blocks, singles)).ToList();
        var listed = new List<StoredJourney>();
        while (listed.Count < query.Limit)
        {
            await Task.WhenAll(cursors.Where(c => c.IsEmpty).Select(c => c.FillAsync(cancellationToken)));
            cursors.RemoveAll(c => c.IsEmpty);
            if (cursors.Count == 0)
                break;
            while (listed.Count < query.Limit && cursors.TrueForAll(c => !c.IsEmpty))
            {
                var newest = cursors[0];
                foreach (var cursor in cursors)
                    newest = cursor.Current.Id.CompareTo(newest.Current.Id) > 0 ? cursor : newest;
                listed.Add(newest.Current);
                newest.Take();
            }
        }

        return listed;
    }

    private async ValueTask<IReadOnlyList<StoredJourney>> UsersAsync(JourneyQuery query, CancellationToken cancellationToken)
    {
        var listed = new List<StoredJourney>();
        var partition = partitionOf(query.User);
        foreach (var month in (await MonthsAsync(partition, cancellationToken)).OrderDescending())
        {
            var value = await calls.ExecuteAsync(partition, "HGET", cancellationToken, keys[partition].Users(month), RedisValues.Bytes(query.User));
            if (value.IsNull)
                continue;
            var ids = Ids((byte[])value!)
                .Where(id => id.Milliseconds >= query.From && id.Milliseconds < query.To && (query.Before is not { } before || id.CompareTo(before) < 0))
                .OrderDescending();
            // Some ids can belong to deleted journeys, so a page continues until it is full.
            foreach (var chunk in ids.Chunk(query.Limit))
            {
                listed.AddRange((await GetAsync(chunk, cancellationToken)).Take(query.Limit - listed.Count));
                if (listed.Count == query.Limit)
                    return listed;
            }
        }

        return listed;
    }

    private async Task<long[]> MonthsAsync(int partition, CancellationToken cancellationToken) =>
        Array.ConvertAll(RedisValues.List(await calls.ExecuteAsync(partition, "ZRANGE", cancellationToken, keys[partition].UserMonths, 0, -1)), RedisValues.Number);

    private async ValueTask<IEnumerable<StoredJourney>> GetAsync(SessionId[] ids, CancellationToken cancellationToken)
    {
        var groups = await Task.WhenAll(ids.Where(id => id.Partition < keys.Length).GroupBy(id => (id.Partition, Day: JourneyDays.DayOf(id)))
            .Select(group => days.FindAsync(group.Key.Partition, group.Key.Day, [.. group], cancellationToken)));
        return groups.SelectMany(g => g).OrderByDescending(j => j.Id);
    }

    private sealed record DaysSeen(SessionId At, long To, long[] Days);

    private static IEnumerable<SessionId> Ids(byte[] value)
    {
        for (var at = 0; at + RedisValues.IdBytes <= value.Length; at += RedisValues.IdBytes)
            yield return RedisValues.Session(value.AsSpan(at, RedisValues.IdBytes));
    }
}
