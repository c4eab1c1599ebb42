using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Closed journeys by the day they began, and the index of whose they are.</summary>
internal sealed class RedisJourneys(RedisCalls calls, RedisKeys[] keys, Func<Pseudonym, int> partitionOf, RedisStorageOptions options)
{
    private const long MillisecondsPerDay = 86_400_000;
    private const int DaysAtOnce = 8;

    public static long DayOf(SessionId id) => id.Milliseconds / MillisecondsPerDay;

    /// <summary>Whose it is and its data: the value of a journey.</summary>
    public static byte[] Bytes(StoredJourney journey)
    {
        var bytes = new byte[Pseudonym.Size + journey.Data.Length];
        journey.User.Write(bytes);
        journey.Data.Span.CopyTo(bytes.AsSpan(Pseudonym.Size));
        return bytes;
    }

    public async ValueTask<StoredJourney?> FindAsync(SessionId id, CancellationToken cancellation)
    {
        if (id.Partition >= keys.Length)
            return null;
        var value = await calls.ExecuteAsync(id.Partition, "HGET", cancellation, keys[id.Partition].Journeys(DayOf(id)), RedisValues.Bytes(id));
        return value.IsNull ? null : Journey(id, (byte[])value!);
    }

    public async ValueTask<IReadOnlyList<StoredJourney>> ListAsync(JourneyQuery query, CancellationToken cancellation)
    {
        if (query.Most <= 0 || query.From >= query.To)
            return [];
        var listed = new List<StoredJourney>();
        await foreach (var ids in query.User.IsNone ? DaysAsync(query, cancellation) : UserAsync(query, cancellation))
        {
            // Ids may name journeys that are gone by now: a page goes on until it is full.
            foreach (var chunk in ids.Chunk(query.Most))
            {
                listed.AddRange((await GetAsync(chunk, cancellation)).Take(query.Most - listed.Count));
                if (listed.Count == query.Most)
                    return listed;
            }
        }

        return listed;
    }

    public async ValueTask<IReadOnlyList<StoredJourney>> ScanAsync(int partition, JourneyScan scan, CancellationToken cancellation)
    {
        var scanned = new List<StoredJourney>();
        if (scan.Most <= 0 || scan.From >= scan.To)
            return scanned;
        var (first, last) = (Math.Max(scan.From, scan.After?.Milliseconds ?? 0) / MillisecondsPerDay, (scan.To - 1) / MillisecondsPerDay);
        var days = (await BucketsAsync(partition, keys[partition].JourneyDays, cancellation)).Where(day => day >= first && day <= last).Order().ToArray();
        // Ids may name journeys that are gone by now: a page goes on until it is full.
        for (var at = 0; scanned.Count < scan.Most && at < days.Length;)
        {
            var page = scan with { Most = scan.Most - scanned.Count };
            var ids = await Task.WhenAll(days.Skip(at).Take(DaysAtOnce).Select(day => IdsAfterAsync(partition, day, page, cancellation)));
            // A day that fills the page may have more, which come before those of the next.
            var whole = ids.TakeWhile(some => some.Length < page.Most).Count();
            var wanted = ids.Take(whole + 1).SelectMany(some => some).ToArray();
            SessionId[] taken = [.. wanted.Take(page.Most)];
            scanned.AddRange((await GetAsync(taken, cancellation)).Reverse());
            if (taken.Length == wanted.Length)
                at += whole;
            if (taken.Length > 0)
                scan = scan with { After = taken[^1] };
        }

        return scanned;
    }

    public async ValueTask IndexAsync(Pseudonym user, IReadOnlyList<SessionId> sessions, CancellationToken cancellation)
    {
        var partition = partitionOf(user);
        var of = keys[partition];
        var kept = (options.JourneyRetention + TimeSpan.FromDays(2)).TotalDays;
        foreach (var month in sessions.GroupBy(MonthOf))
        {
            await calls.RunAsync(partition, RedisScript.Index, [of.UserMonths, of.Users(month.Key)], [
                RedisValues.Bytes(user), month.Key, (int)Math.Ceiling(kept / 28) + 1, (long)TimeSpan.FromDays(kept + 31).TotalSeconds,
                .. month.Select(RedisValues.Bytes)], cancellation);
        }
    }

    private static long MonthOf(SessionId id) => (id.Start.Year * 12L) + id.Start.Month - 1;

    // Day by day from the newest: of each, the newest ids of every partition, merged.
    private async IAsyncEnumerable<List<SessionId>> DaysAsync(
        JourneyQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var known = await Task.WhenAll(keys.Select((of, p) => BucketsAsync(p, of.JourneyDays, cancellation)));
        foreach (var day in known.SelectMany(d => d).Distinct().OrderDescending())
        {
            if (day > (query.To - 1) / MillisecondsPerDay || day < query.From / MillisecondsPerDay)
                continue;
            SessionId? before = query.Before;
            while (true)
            {
                var page = query with { Before = before };
                var ids = await Task.WhenAll(keys.Select((_, p) => IdsAsync(p, day, page, cancellation)));
                var merged = ids.SelectMany(i => i).OrderDescending().Take(query.Most).ToList();
                if (merged.Count > 0)
                    yield return merged;
                if (merged.Count < query.Most)
                    break;
                before = merged[^1];
            }
        }
    }

    private async IAsyncEnumerable<List<SessionId>> UserAsync(
        JourneyQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var partition = partitionOf(query.User);
        foreach (var month in (await BucketsAsync(partition, keys[partition].UserMonths, cancellation)).OrderDescending())
        {
            var value = await calls.ExecuteAsync(partition, "HGET", cancellation, keys[partition].Users(month), RedisValues.Bytes(query.User));
            if (value.IsNull)
                continue;
            yield return [.. Ids((byte[])value!)
                .Where(id => id.Milliseconds >= query.From && id.Milliseconds < query.To && (query.Before is not { } before || id.CompareTo(before) < 0))
                .OrderDescending()];
        }
    }

    private async Task<long[]> BucketsAsync(int partition, RedisKey index, CancellationToken cancellation) =>
        Array.ConvertAll(RedisValues.List(await calls.ExecuteAsync(partition, "ZRANGE", cancellation, index, 0, -1)), RedisValues.Number);

    private async Task<SessionId[]> IdsAsync(int partition, long day, JourneyQuery query, CancellationToken cancellation)
    {
        var (low, high) = (Bound((byte)'[', query.From), Bound((byte)'(', query.To));
        if (query.Before is { } before && RedisValues.Bytes(before).AsSpan().SequenceCompareTo(high.AsSpan(1)) < 0)
            high = [(byte)'(', .. RedisValues.Bytes(before)];
        var ids = RedisValues.List(await calls.ExecuteAsync(
            partition, "ZREVRANGEBYLEX", cancellation, keys[partition].JourneyIds(day), high, low, "LIMIT", 0, query.Most));
        return Array.ConvertAll(ids, id => RedisValues.Session((byte[])id!));
    }

    private async Task<SessionId[]> IdsAfterAsync(int partition, long day, JourneyScan scan, CancellationToken cancellation)
    {
        var (low, high) = (Bound((byte)'[', scan.From), Bound((byte)'(', scan.To));
        if (scan.After is { } after && RedisValues.Bytes(after).AsSpan().SequenceCompareTo(low.AsSpan(1)) > 0)
            low = [(byte)'(', .. RedisValues.Bytes(after)];
        var ids = RedisValues.List(await calls.ExecuteAsync(
            partition, "ZRANGEBYLEX", cancellation, keys[partition].JourneyIds(day), low, high, "LIMIT", 0, scan.Most));
        return Array.ConvertAll(ids, id => RedisValues.Session((byte[])id!));
    }

    private async ValueTask<IEnumerable<StoredJourney>> GetAsync(SessionId[] ids, CancellationToken cancellation)
    {
        var groups = await Task.WhenAll(ids.GroupBy(id => (id.Partition, Day: DayOf(id))).Select(async group =>
        {
            SessionId[] wanted = [.. group];
            object[] arguments = [keys[group.Key.Partition].Journeys(group.Key.Day), .. wanted.Select(RedisValues.Bytes)];
            var values = RedisValues.List(await calls.ExecuteAsync(group.Key.Partition, "HMGET", cancellation, arguments));
            return wanted.Zip(values).Where(v => !v.Second.IsNull).Select(v => Journey(v.First, (byte[])v.Second!));
        }));
        return groups.SelectMany(g => g).OrderByDescending(j => j.Id);
    }

    private static StoredJourney Journey(SessionId id, byte[] value) =>
        new(id, Pseudonym.Read(value), value.AsMemory(Pseudonym.Size));

    private static IEnumerable<SessionId> Ids(byte[] value)
    {
        for (var at = 0; at + RedisValues.IdBytes <= value.Length; at += RedisValues.IdBytes)
            yield return RedisValues.Session(value.AsSpan(at, RedisValues.IdBytes));
    }

    // An id begins with its 48 bits of milliseconds, so a bound is those six bytes: every id of that millisecond orders after it.
    private static byte[] Bound(byte kind, long milliseconds)
    {
        var bytes = new byte[9];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), Math.Clamp(milliseconds, 0, (1L << 48) - 1) << 16);
        return [kind, .. bytes.AsSpan(1, 6)];
    }
}
